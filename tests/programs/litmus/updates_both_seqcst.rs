//@ explore
//@ memory: c11
//@ executions: 3
//@ outputs: 0 0 0 1|0 1 0 0|0 1 0 1
// SB whose stores are SeqCst additions and whose loads are SeqCst.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        let x0 = X.fetch_add(1, SeqCst);
        let y1 = Y.load(SeqCst);
        (x0, y1)
    });
    let b = thread::spawn(|| {
        let y0 = Y.fetch_add(1, SeqCst);
        let x1 = X.load(SeqCst);
        (y0, x1)
    });
    let a = a.join().unwrap();
    let b = b.join().unwrap();
    println!("{} {} {} {}", a.0, a.1, b.0, b.1);
}
