//@ explore
//@ memory: c11
//@ executions: 3
//@ outputs: 0 1|0 2|2 1
// CoRW: a thread does not read its own later store.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        let seen = X.load(Relaxed);
        X.store(1, Relaxed);
        seen
    });
    let b = thread::spawn(|| {
        X.store(2, Relaxed);
    });
    let a = a.join().unwrap();
    b.join().unwrap();
    println!("{} {}", a, X.load(Relaxed));
}
