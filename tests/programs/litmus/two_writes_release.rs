//@ explore
//@ memory: c11
//@ executions: 4
//@ outputs: 1 1|1 2|2 1|2 2
// Release stores order nothing here: nobody reads them.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Release);
        Y.store(2, Release);
    });
    let b = thread::spawn(|| {
        Y.store(1, Release);
        X.store(2, Release);
    });
    a.join().unwrap();
    b.join().unwrap();
    println!("{} {}", X.load(Relaxed), Y.load(Relaxed));
}
