//@ explore
//@ memory: c11
//@ executions: 3
//@ outputs: 0 1|0 2|1 1
// S with release and acquire: it may not.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(2, Relaxed);
        Y.store(1, Release);
    });
    let b = thread::spawn(|| {
        let seen = Y.load(Acquire);
        X.store(1, Relaxed);
        seen
    });
    a.join().unwrap();
    let b = b.join().unwrap();
    println!("{} {}", b, X.load(Relaxed));
}
