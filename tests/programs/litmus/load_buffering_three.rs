//@ explore
//@ memory: c11
//@ executions: 7
//@ outputs: 0 0 0|0 0 1|0 1 0|0 1 1|1 0 0|1 0 1|1 1 0
// The same with three threads.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);
static Z: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        let seen = X.load(Relaxed);
        Y.store(1, Relaxed);
        seen
    });
    let b = thread::spawn(|| {
        let seen = Y.load(Relaxed);
        Z.store(1, Relaxed);
        seen
    });
    let c = thread::spawn(|| {
        let seen = Z.load(Relaxed);
        X.store(1, Relaxed);
        seen
    });
    let a = a.join().unwrap();
    let b = b.join().unwrap();
    let c = c.join().unwrap();
    println!("{a} {b} {c}");
}
