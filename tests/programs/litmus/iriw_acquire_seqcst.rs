//@ explore
//@ memory: c11
//@ executions: 16
//@ outputs: 0 0 0 0|0 0 0 1|0 0 1 0|0 0 1 1|0 1 0 0|0 1 0 1|0 1 1 0|0 1 1 1|1 0 0 0|1 0 0 1|1 0 1 0|1 0 1 1|1 1 0 0|1 1 0 1|1 1 1 0|1 1 1 1
// IRIW with first reads that only acquire: allowed again.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, SeqCst);
    });
    let b = thread::spawn(|| {
        Y.store(1, SeqCst);
    });
    let c = thread::spawn(|| {
        let first = X.load(Acquire);
        let second = Y.load(SeqCst);
        (first, second)
    });
    let d = thread::spawn(|| {
        let first = Y.load(Acquire);
        let second = X.load(SeqCst);
        (first, second)
    });
    a.join().unwrap();
    b.join().unwrap();
    let c = c.join().unwrap();
    let d = d.join().unwrap();
    println!("{} {} {} {}", c.0, c.1, d.0, d.1);
}
