//@ explore
//@ memory: c11
//@ executions: 8
//@ outputs: 0 0 1|0 0 2|0 1 1|0 1 2|1 0 1|1 0 2|1 1 1|1 1 2
// Z6: a circle through three threads by way of a coherence order.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);
static Z: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
        Y.store(1, Relaxed);
    });
    let b = thread::spawn(|| {
        Y.store(2, Relaxed);
        Z.store(1, Relaxed);
    });
    let c = thread::spawn(|| {
        let flag = Z.load(Relaxed);
        let message = X.load(Relaxed);
        (flag, message)
    });
    a.join().unwrap();
    b.join().unwrap();
    let c = c.join().unwrap();
    println!("{} {} {}", c.0, c.1, Y.load(Relaxed));
}
