//@ explore
//@ outputs: 1|2
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;

static COUNTER: AtomicI32 = AtomicI32::new(0);

fn bump() {
    let n = COUNTER.load(Ordering::SeqCst);
    COUNTER.store(n + 1, Ordering::SeqCst);
}

fn main() {
    let t = thread::spawn(bump);
    bump();
    t.join().unwrap();
    println!("{}", COUNTER.load(Ordering::SeqCst));
}
