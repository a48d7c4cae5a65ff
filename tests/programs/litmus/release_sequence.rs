//@ explore
//@ memory: c11
//@ outputs: 0 0|0 1|1 0|1 1|2 1
// A read-modify-write by any thread, however relaxed, continues a release sequence.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
        Y.store(1, Release);
    });
    let b = thread::spawn(|| {
        Y.fetch_add(1, Relaxed);
    });
    let c = thread::spawn(|| {
        let flag = Y.load(Acquire);
        let message = X.load(Relaxed);
        (flag, message)
    });
    a.join().unwrap();
    b.join().unwrap();
    let c = c.join().unwrap();
    println!("{} {}", c.0, c.1);
}
