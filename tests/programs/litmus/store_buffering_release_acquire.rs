//@ explore
//@ memory: c11
//@ executions: 4
//@ outputs: 0 0|0 1|1 0|1 1
// Store buffering: may both threads miss the other's store?
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Release);
        Y.load(Acquire)
    });
    let b = thread::spawn(|| {
        Y.store(1, Release);
        X.load(Acquire)
    });
    let a = a.join().unwrap();
    let b = b.join().unwrap();
    println!("{a} {b}");
}
