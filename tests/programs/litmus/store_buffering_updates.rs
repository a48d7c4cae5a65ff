//@ explore
//@ memory: c11
//@ outputs: 0 1|1 0|1 1
// Read-modify-writes of one variable are in one order, and each reads the one before.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);
static Z: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
        Z.fetch_add(1, AcqRel);
        Y.load(Relaxed)
    });
    let b = thread::spawn(|| {
        Y.store(1, Relaxed);
        Z.fetch_add(1, AcqRel);
        X.load(Relaxed)
    });
    let a = a.join().unwrap();
    let b = b.join().unwrap();
    println!("{a} {b}");
}
