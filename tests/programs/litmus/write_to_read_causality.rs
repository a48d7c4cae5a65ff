//@ explore
//@ memory: c11
//@ executions: 7
//@ outputs: 0 0 0|0 0 1|0 1 0|0 1 1|1 0 0|1 0 1|1 1 1
// WRC: what a thread has seen and passed on, the third sees.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
    });
    let b = thread::spawn(|| {
        let seen = X.load(Acquire);
        Y.store(1, Release);
        seen
    });
    let c = thread::spawn(|| {
        let flag = Y.load(Acquire);
        let message = X.load(Relaxed);
        (flag, message)
    });
    a.join().unwrap();
    let b = b.join().unwrap();
    let c = c.join().unwrap();
    println!("{} {} {}", b, c.0, c.1);
}
