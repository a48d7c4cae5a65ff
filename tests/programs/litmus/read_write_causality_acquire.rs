//@ explore
//@ memory: c11
//@ executions: 8
//@ outputs: 0 0 0|0 0 1|0 1 0|0 1 1|1 0 0|1 0 1|1 1 0|1 1 1
// RWC: a SeqCst fence on one side only forbids nothing.
use std::sync::atomic::{fence, AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
    });
    let b = thread::spawn(|| {
        let x0 = X.load(Acquire);
        let y1 = Y.load(Relaxed);
        (x0, y1)
    });
    let c = thread::spawn(|| {
        Y.store(1, Relaxed);
        fence(SeqCst);
        let x0 = X.load(Relaxed);
        x0
    });
    a.join().unwrap();
    let b = b.join().unwrap();
    let c = c.join().unwrap();
    println!("{} {} {}", b.0, b.1, c);
}
