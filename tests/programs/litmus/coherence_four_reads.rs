//@ explore
//@ memory: c11
//@ executions: 72
//@ outputs: 0 0 0 0 1|0 0 0 0 2|0 0 0 1 1|0 0 0 1 2|0 0 0 2 1|0 0 0 2 2|0 0 1 1 1|0 0 1 1 2|0 0 1 2 2|0 0 2 1 1|0 0 2 2 1|0 0 2 2 2|0 1 0 0 1|0 1 0 0 2|0 1 0 1 1|0 1 0 1 2|0 1 0 2 1|0 1 0 2 2|0 1 1 1 1|0 1 1 1 2|0 1 1 2 2|0 1 2 1 1|0 1 2 2 1|0 1 2 2 2|0 2 0 0 1|0 2 0 0 2|0 2 0 1 1|0 2 0 1 2|0 2 0 2 1|0 2 0 2 2|0 2 1 1 1|0 2 1 1 2|0 2 1 2 2|0 2 2 1 1|0 2 2 2 1|0 2 2 2 2|1 1 0 0 1|1 1 0 0 2|1 1 0 1 1|1 1 0 1 2|1 1 0 2 1|1 1 0 2 2|1 1 1 1 1|1 1 1 1 2|1 1 1 2 2|1 1 2 1 1|1 1 2 2 1|1 1 2 2 2|1 2 0 0 2|1 2 0 1 2|1 2 0 2 2|1 2 1 1 2|1 2 1 2 2|1 2 2 2 2|2 1 0 0 1|2 1 0 1 1|2 1 0 2 1|2 1 1 1 1|2 1 2 1 1|2 1 2 2 1|2 2 0 0 1|2 2 0 0 2|2 2 0 1 1|2 2 0 1 2|2 2 0 2 1|2 2 0 2 2|2 2 1 1 1|2 2 1 1 2|2 2 1 2 2|2 2 2 1 1|2 2 2 2 1|2 2 2 2 2
// Two stores, two readers of two loads: the readers agree on the order of the stores.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Release);
    });
    let b = thread::spawn(|| {
        X.store(2, Release);
    });
    let c = thread::spawn(|| {
        let x0 = X.load(Acquire);
        let x1 = X.load(Acquire);
        (x0, x1)
    });
    let d = thread::spawn(|| {
        let x0 = X.load(Acquire);
        let x1 = X.load(Acquire);
        (x0, x1)
    });
    a.join().unwrap();
    b.join().unwrap();
    let c = c.join().unwrap();
    let d = d.join().unwrap();
    println!("{} {} {} {} {}", c.0, c.1, d.0, d.1, X.load(Relaxed));
}
