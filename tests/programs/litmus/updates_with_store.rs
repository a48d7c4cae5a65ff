//@ explore
//@ memory: c11
//@ executions: 6
//@ outputs: 0 1 16|0 16 18|2 0 16|16 0 17|16 17 19|18 16 19
// Two additions and a store: an addition is never lost between the others.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        let x0 = X.fetch_add(1, Relaxed);
        x0
    });
    let b = thread::spawn(|| {
        X.store(16, Release);
    });
    let c = thread::spawn(|| {
        let x0 = X.fetch_add(2, Relaxed);
        x0
    });
    let a = a.join().unwrap();
    b.join().unwrap();
    let c = c.join().unwrap();
    println!("{} {} {}", a, c, X.load(Relaxed));
}
