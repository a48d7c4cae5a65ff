//@ explore
//@ memory: c11
//@ executions: 4
//@ outputs: 0 0|0 1|1 0|1 1
// A fence on one side alone orders nothing.
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
        let message = X.load(Relaxed);
        (flag, message)
    });
    a.join().unwrap();
    let b = b.join().unwrap();
    println!("{} {}", b.0, b.1);
}
