//@ explore
//@ memory: c11
//@ executions: 15
//@ outputs: 0 0 0 0|0 0 0 1|0 0 1 0|0 0 1 1|0 1 0 0|0 1 0 1|0 1 1 0|0 1 1 1|1 0 0 0|1 0 0 1|1 0 1 1|1 1 0 0|1 1 0 1|1 1 1 0|1 1 1 1
// IRIW: SeqCst fences between the reads forbid it whatever the accesses are.
use std::sync::atomic::{fence, AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
    });
    let b = thread::spawn(|| {
        Y.store(1, Relaxed);
    });
    let c = thread::spawn(|| {
        let first = X.load(Relaxed);
        fence(SeqCst);
        let second = Y.load(Relaxed);
        (first, second)
    });
    let d = thread::spawn(|| {
        let first = Y.load(Relaxed);
        fence(SeqCst);
        let second = X.load(Relaxed);
        (first, second)
    });
    a.join().unwrap();
    b.join().unwrap();
    let c = c.join().unwrap();
    let d = d.join().unwrap();
    println!("{} {} {} {}", c.0, c.1, d.0, d.1);
}
