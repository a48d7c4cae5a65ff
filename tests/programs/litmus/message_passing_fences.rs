//@ explore
//@ memory: c11
//@ executions: 3
//@ outputs: 0 0|0 1|1 1
// A release fence before the flag and an acquire fence after it do as much as the orderings.
use std::sync::atomic::{fence, AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
        fence(Release);
        Y.store(1, Relaxed);
    });
    let b = thread::spawn(|| {
        let flag = Y.load(Relaxed);
        fence(Acquire);
        let message = X.load(Relaxed);
        (flag, message)
    });
    a.join().unwrap();
    let b = b.join().unwrap();
    println!("{} {}", b.0, b.1);
}
