//@ explore
//@ memory: c11
//@ executions: 3
//@ outputs: 0 0 0 0|0 0 1 0|1 0 0 0
// LB by way of an addition: no circle through reads.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        let x0 = X.load(Relaxed);
        let y1 = Y.fetch_add(1, Relaxed);
        (x0, y1)
    });
    let b = thread::spawn(|| {
        let y0 = Y.load(Relaxed);
        let x1 = X.fetch_add(1, Relaxed);
        (y0, x1)
    });
    let a = a.join().unwrap();
    let b = b.join().unwrap();
    println!("{} {} {} {}", a.0, a.1, b.0, b.1);
}
