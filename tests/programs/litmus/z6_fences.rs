//@ explore
//@ memory: c11
//@ executions: 7
//@ outputs: 0 0 1|0 0 2|0 1 1|0 1 2|1 0 1|1 1 1|1 1 2
// Z6 with fences: SeqCst fences at both ends and acquire in the middle forbid the circle.
use std::sync::atomic::{fence, AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);
static Z: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
        fence(SeqCst);
        Y.store(1, Relaxed);
    });
    let b = thread::spawn(|| {
        let y0 = Y.load(Acquire);
        Z.store(1, Relaxed);
        y0
    });
    let c = thread::spawn(|| {
        Z.store(2, Relaxed);
        fence(SeqCst);
        let x0 = X.load(Relaxed);
        x0
    });
    a.join().unwrap();
    let b = b.join().unwrap();
    let c = c.join().unwrap();
    println!("{} {} {}", b, c, Z.load(Relaxed));
}
