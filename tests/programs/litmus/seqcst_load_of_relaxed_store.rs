//@ explore
//@ memory: c11
//@ executions: 4
//@ outputs: 0 0|0 1|1 0|1 1
// SeqCst loads of relaxed stores: SB stays possible.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
        let y0 = Y.load(SeqCst);
        y0
    });
    let b = thread::spawn(|| {
        Y.store(1, Relaxed);
        let x0 = X.load(SeqCst);
        x0
    });
    let a = a.join().unwrap();
    let b = b.join().unwrap();
    println!("{} {}", a, b);
}
