//@ explore
//@ memory: c11
//@ executions: 4
//@ outputs: 1 0 1 0|1 0 1 1|1 1 1 0|1 1 1 1
// SB with a load of the own store between: SeqCst stores do not help relaxed loads.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, SeqCst);
        let x0 = X.load(Acquire);
        let y1 = Y.load(Relaxed);
        (x0, y1)
    });
    let b = thread::spawn(|| {
        Y.store(1, SeqCst);
        let y0 = Y.load(Acquire);
        let x1 = X.load(Relaxed);
        (y0, x1)
    });
    let a = a.join().unwrap();
    let b = b.join().unwrap();
    println!("{} {} {} {}", a.0, a.1, b.0, b.1);
}
