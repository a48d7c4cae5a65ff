//@ explore
//@ memory: c11
//@ executions: 3
//@ outputs: 0 0|0 1|1 0
// Load buffering: C++ allows both relaxed loads to see the store that comes after the other;
// the model here (RC11) does not, nor does any compiler do it to such a program.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        let seen = X.load(Acquire);
        Y.store(1, Release);
        seen
    });
    let b = thread::spawn(|| {
        let seen = Y.load(Acquire);
        X.store(1, Release);
        seen
    });
    let a = a.join().unwrap();
    let b = b.join().unwrap();
    println!("{a} {b}");
}
