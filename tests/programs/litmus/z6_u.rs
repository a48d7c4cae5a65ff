//@ explore
//@ memory: c11
//@ executions: 24
//@ outputs: 0 1 0 1|0 1 0 3|0 1 1 1|0 1 1 3|0 3 0 1|0 3 0 3|0 3 1 1|0 3 1 3|0 10 0 1|0 10 0 3|0 10 1 1|0 10 1 3|1 3 0 3|1 3 1 3|1 11 0 3|1 11 0 11|1 11 1 3|1 11 1 11|3 1 0 1|3 1 1 1|3 13 0 1|3 13 0 13|3 13 1 1|3 13 1 13
// Z6 with an update between: C++20 lets the reader miss X although all but one access of the circle are SeqCst.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, SeqCst);
        Y.store(1, Release);
    });
    let b = thread::spawn(|| {
        let y0 = Y.fetch_add(10, SeqCst);
        let y1 = Y.load(Relaxed);
        (y0, y1)
    });
    let c = thread::spawn(|| {
        Y.store(3, SeqCst);
        let x0 = X.load(SeqCst);
        x0
    });
    a.join().unwrap();
    let b = b.join().unwrap();
    let c = c.join().unwrap();
    println!("{} {} {} {}", b.0, b.1, c, Y.load(Relaxed));
}
