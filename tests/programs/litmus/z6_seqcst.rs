//@ explore
//@ memory: c11
//@ executions: 7
//@ outputs: 0 0 1|0 0 2|0 1 1|0 1 2|1 0 1|1 1 1|1 1 2
// Z6 with SeqCst: the circle is closed to nobody.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);
static Z: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, SeqCst);
        Y.store(1, SeqCst);
    });
    let b = thread::spawn(|| {
        Y.store(2, SeqCst);
        Z.store(1, SeqCst);
    });
    let c = thread::spawn(|| {
        let flag = Z.load(SeqCst);
        let message = X.load(SeqCst);
        (flag, message)
    });
    a.join().unwrap();
    b.join().unwrap();
    let c = c.join().unwrap();
    println!("{} {} {}", c.0, c.1, Y.load(Relaxed));
}
