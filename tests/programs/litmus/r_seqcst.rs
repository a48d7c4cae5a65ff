//@ explore
//@ memory: c11
//@ executions: 3
//@ outputs: 0 1|1 1|1 2
// R with SeqCst: whose store came last has seen the other's.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, SeqCst);
        Y.store(1, SeqCst);
    });
    let b = thread::spawn(|| {
        Y.store(2, SeqCst);
        X.load(SeqCst)
    });
    a.join().unwrap();
    let b = b.join().unwrap();
    println!("{} {}", b, Y.load(Relaxed));
}
