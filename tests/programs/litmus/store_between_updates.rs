//@ explore
//@ memory: c11
//@ executions: 2
//@ outputs: 0 5|5 6
// No store comes between a read-modify-write and what it read.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.fetch_add(1, Relaxed)
    });
    let b = thread::spawn(|| {
        X.store(5, Relaxed);
    });
    let a = a.join().unwrap();
    b.join().unwrap();
    println!("{} {}", a, X.load(Relaxed));
}
