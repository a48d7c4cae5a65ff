//@ explore
//@ memory: c11
//@ executions: 16
//@ outputs: 0 0 0 0|0 0 0 1|0 0 2 0|0 0 2 1|0 2 0 0|0 2 0 1|0 2 2 0|0 2 2 1|1 0 0 0|1 0 0 1|1 0 2 0|1 0 2 1|1 2 0 0|1 2 0 1|1 2 2 0|1 2 2 1
// IRIW with acquire-release fences between the reads: they order nothing between the readers.
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
        let y1 = Y.load(Relaxed);
        (x0, y1)
    });
    let c = thread::spawn(|| {
        let y0 = Y.load(Relaxed);
        fence(AcqRel);
        let x1 = X.load(Relaxed);
        (y0, x1)
    });
    let d = thread::spawn(|| {
        Y.store(2, Release);
    });
    a.join().unwrap();
    let b = b.join().unwrap();
    let c = c.join().unwrap();
    d.join().unwrap();
    println!("{} {} {} {}", b.0, b.1, c.0, c.1);
}
