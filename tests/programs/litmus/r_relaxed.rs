//@ explore
//@ memory: c11
//@ executions: 4
//@ outputs: 0 1|0 2|1 1|1 2
// R: two stores of one variable, and a read of the other.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
        Y.store(1, Relaxed);
    });
    let b = thread::spawn(|| {
        Y.store(2, Relaxed);
        X.load(Relaxed)
    });
    a.join().unwrap();
    let b = b.join().unwrap();
    println!("{} {}", b, Y.load(Relaxed));
}
