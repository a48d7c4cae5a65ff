//@ explore
//@ memory: c11
//@ executions: 4
//@ outputs: 0 0|0 1|1 0|1 1
// Fences weaker than SeqCst do not.
use std::sync::atomic::{fence, AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
        fence(AcqRel);
        Y.load(Relaxed)
    });
    let b = thread::spawn(|| {
        Y.store(1, Relaxed);
        fence(AcqRel);
        X.load(Relaxed)
    });
    let a = a.join().unwrap();
    let b = b.join().unwrap();
    println!("{a} {b}");
}
