//@ explore
//@ memory: c11
//@ executions: 2
//@ outputs: 0 1 2|1 0 1
// Only one of the exchanges finds a zero.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.compare_exchange(0, 1, Relaxed, Relaxed).is_ok() as u32
    });
    let b = thread::spawn(|| {
        X.compare_exchange(0, 2, Relaxed, Relaxed).is_ok() as u32
    });
    let a = a.join().unwrap();
    let b = b.join().unwrap();
    println!("{} {} {}", a, b, X.load(Relaxed));
}
