//@ explore
//@ memory: c11
//@ executions: 4
//@ outputs: 1 1|1 2|2 1|2 2
// 2+2W: each variable may keep the store that came first in its thread.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
        Y.store(2, Relaxed);
    });
    let b = thread::spawn(|| {
        Y.store(1, Relaxed);
        X.store(2, Relaxed);
    });
    a.join().unwrap();
    b.join().unwrap();
    println!("{} {}", X.load(Relaxed), Y.load(Relaxed));
}
