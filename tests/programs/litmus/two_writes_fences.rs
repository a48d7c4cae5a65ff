//@ explore
//@ memory: c11
//@ executions: 3
//@ outputs: 1 2|2 1|2 2
// 2+2W with SeqCst fences.
use std::sync::atomic::{fence, AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let a = thread::spawn(|| {
        X.store(1, Relaxed);
        fence(SeqCst);
        Y.store(2, Relaxed);
    });
    let b = thread::spawn(|| {
        Y.store(1, Relaxed);
        fence(SeqCst);
        X.store(2, Relaxed);
    });
    a.join().unwrap();
    b.join().unwrap();
    println!("{} {}", X.load(Relaxed), Y.load(Relaxed));
}
