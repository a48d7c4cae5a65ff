//@ explore
//@ memory: c11
//@ executions: 7
//@ outputs: 0 0 0|0 0 1|0 1 0|0 1 1|1 0 0|1 0 1|1 1 1
// ISA2: a message goes through two hands.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);
static Z: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
        Y.store(1, Release);
    });
    let b = thread::spawn(|| {
        let seen = Y.load(Acquire);
        Z.store(1, Release);
        seen
    });
    let c = thread::spawn(|| {
        let flag = Z.load(Acquire);
        let message = X.load(Relaxed);
        (flag, message)
    });
    a.join().unwrap();
    let b = b.join().unwrap();
    let c = c.join().unwrap();
    println!("{} {} {}", b, c.0, c.1);
}
