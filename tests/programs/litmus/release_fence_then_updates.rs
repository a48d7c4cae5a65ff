//@ explore
//@ memory: c11
//@ executions: 9
//@ outputs: 0 0 0 1|0 0 1 1|0 1 1 1|0 10 0 1|0 10 1 1|1 0 0 11|1 0 1 11|1 1 1 11|1 11 1 11
// A release fence before a relaxed store; updates carry the release on to the reader.
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
        let y0 = Y.fetch_add(10, Relaxed);
        y0
    });
    let c = thread::spawn(|| {
        let y0 = Y.load(Acquire);
        let x1 = X.load(Relaxed);
        (y0, x1)
    });
    a.join().unwrap();
    let b = b.join().unwrap();
    let c = c.join().unwrap();
    println!("{} {} {} {}", b, c.0, c.1, Y.load(Relaxed));
}
