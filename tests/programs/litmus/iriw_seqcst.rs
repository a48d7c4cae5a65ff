//@ explore
//@ memory: c11
//@ executions: 15
//@ outputs: 0 0 0 0|0 0 0 1|0 0 1 0|0 0 1 1|0 1 0 0|0 1 0 1|0 1 1 0|0 1 1 1|1 0 0 0|1 0 0 1|1 0 1 1|1 1 0 0|1 1 0 1|1 1 1 0|1 1 1 1
// IRIW: SeqCst does.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, SeqCst);
    });
    let b = thread::spawn(|| {
        Y.store(1, SeqCst);
    });
    let c = thread::spawn(|| {
        let first = X.load(SeqCst);
        let second = Y.load(SeqCst);
        (first, second)
    });
    let d = thread::spawn(|| {
        let first = Y.load(SeqCst);
        let second = X.load(SeqCst);
        (first, second)
    });
    a.join().unwrap();
    b.join().unwrap();
    let c = c.join().unwrap();
    let d = d.join().unwrap();
    println!("{} {} {} {}", c.0, c.1, d.0, d.1);
}
