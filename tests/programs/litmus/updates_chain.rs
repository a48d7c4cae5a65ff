//@ explore
//@ memory: c11
//@ executions: 6
//@ outputs: 0 1 2 3|0 2 1 3|1 0 2 3|1 2 0 3|2 0 1 3|2 1 0 3
// Read-modify-writes form a chain: nothing is lost, everybody gets another number.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.fetch_add(1, Relaxed)
    });
    let b = thread::spawn(|| {
        X.fetch_add(1, Relaxed)
    });
    let c = thread::spawn(|| {
        X.fetch_add(1, Relaxed)
    });
    let a = a.join().unwrap();
    let b = b.join().unwrap();
    let c = c.join().unwrap();
    println!("{} {} {} {}", a, b, c, X.load(Relaxed));
}
