//@ explore
//@ memory: c11
//@ outputs: 0 0|0 1|1 1|2 0|2 1
// A relaxed store by the same thread does not continue it (C++20).
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
        Y.store(1, Release);
        Y.store(2, Relaxed);
    });
    let b = thread::spawn(|| {
        let flag = Y.load(Acquire);
        let message = X.load(Relaxed);
        (flag, message)
    });
    a.join().unwrap();
    let b = b.join().unwrap();
    println!("{} {}", b.0, b.1);
}
