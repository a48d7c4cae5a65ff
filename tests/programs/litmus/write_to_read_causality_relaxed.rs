//@ explore
//@ memory: c11
//@ executions: 8
//@ outputs: 0 0 0|0 0 1|0 1 0|0 1 1|1 0 0|1 0 1|1 1 0|1 1 1
// WRC, relaxed: it need not.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
    });
    let b = thread::spawn(|| {
        let seen = X.load(Relaxed);
        Y.store(1, Relaxed);
        seen
    });
    let c = thread::spawn(|| {
        let flag = Y.load(Relaxed);
        let message = X.load(Relaxed);
        (flag, message)
    });
    a.join().unwrap();
    let b = b.join().unwrap();
    let c = c.join().unwrap();
    println!("{} {} {}", b, c.0, c.1);
}
