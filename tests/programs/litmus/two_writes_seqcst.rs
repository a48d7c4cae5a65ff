//@ explore
//@ memory: c11
//@ executions: 3
//@ outputs: 1 2|2 1|2 2
// One order of all four stores: the last of them wins its variable.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, SeqCst);
        Y.store(2, SeqCst);
    });
    let b = thread::spawn(|| {
        Y.store(1, SeqCst);
        X.store(2, SeqCst);
    });
    a.join().unwrap();
    b.join().unwrap();
    println!("{} {}", X.load(Relaxed), Y.load(Relaxed));
}
