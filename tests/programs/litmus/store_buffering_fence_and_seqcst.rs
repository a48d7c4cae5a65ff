//@ explore
//@ memory: c11
//@ executions: 3
//@ outputs: 0 1|1 0|1 1
// A SeqCst fence in one thread and SeqCst accesses in the other do.
use std::sync::atomic::{fence, AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
        fence(SeqCst);
        Y.load(Relaxed)
    });
    let b = thread::spawn(|| {
        Y.store(1, SeqCst);
        X.load(SeqCst)
    });
    let a = a.join().unwrap();
    let b = b.join().unwrap();
    println!("{a} {b}");
}
