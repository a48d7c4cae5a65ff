//@ explore
//@ memory: c11
//@ executions: 7
//@ outputs: 0 0 0|0 0 1|0 1 0|0 1 1|1 0 0|1 0 1|1 1 1
// WRC with a release fence in the middle and an acquire fence at the end.
use std::sync::atomic::{fence, AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
    });
    let b = thread::spawn(|| {
        let x0 = X.load(Relaxed);
        fence(AcqRel);
        Y.store(1, Relaxed);
        x0
    });
    let c = thread::spawn(|| {
        let y0 = Y.load(Relaxed);
        fence(Acquire);
        let x1 = X.load(Relaxed);
        (y0, x1)
    });
    a.join().unwrap();
    let b = b.join().unwrap();
    let c = c.join().unwrap();
    println!("{} {} {}", b, c.0, c.1);
}
