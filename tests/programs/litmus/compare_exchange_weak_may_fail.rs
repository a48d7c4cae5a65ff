//@ explore
//@ memory: c11
//@ executions: 2
//@ outputs: 0 0|1 1
// A weak exchange may fail though nobody interferes.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.compare_exchange_weak(0, 1, Relaxed, Relaxed).is_ok() as u32
    });
    let a = a.join().unwrap();
    println!("{} {}", a, X.load(Relaxed));
}
