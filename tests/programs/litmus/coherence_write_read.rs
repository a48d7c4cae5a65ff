//@ explore
//@ memory: c11
//@ executions: 3
//@ outputs: 1|2
// CoWR: a thread does not read what its own store has overwritten.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
        X.load(Relaxed)
    });
    let b = thread::spawn(|| {
        X.store(2, Relaxed);
    });
    let a = a.join().unwrap();
    b.join().unwrap();
    println!("{a}");
}
