//@ explore
//@ memory: c11
//@ executions: 8
//@ outputs: 0 0 0|0 0 1|0 1 0|0 1 1|1 0 0|1 0 1|1 1 0|1 1 1
// ISA2 with one relaxed link: the message may be missed.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);
static Z: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
        Y.store(1, Release);
    });
    let b = thread::spawn(|| {
        let y0 = Y.load(Relaxed);
        Z.store(1, Release);
        y0
    });
    let c = thread::spawn(|| {
        let z0 = Z.load(Acquire);
        let x1 = X.load(Relaxed);
        (z0, x1)
    });
    a.join().unwrap();
    let b = b.join().unwrap();
    let c = c.join().unwrap();
    println!("{} {} {}", b, c.0, c.1);
}
