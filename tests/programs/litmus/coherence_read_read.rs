//@ explore
//@ memory: c11
//@ executions: 6
//@ outputs: 0 0|0 1|0 2|1 1|1 2|2 2
// CoRR: one thread's reads of one variable never go back.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
        X.store(2, Relaxed);
    });
    let b = thread::spawn(|| {
        let first = X.load(Relaxed);
        let second = X.load(Relaxed);
        (first, second)
    });
    a.join().unwrap();
    let b = b.join().unwrap();
    println!("{} {}", b.0, b.1);
}
