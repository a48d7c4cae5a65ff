// Three threads load and store one atomic: the smallest search that matters.
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;

static COUNTER: AtomicI32 = AtomicI32::new(0);

fn bump() {
    let n = COUNTER.load(Ordering::SeqCst);
    COUNTER.store(n + 1, Ordering::SeqCst);
}

fn main() {
    thread::scope(|s| {
        for _ in 0..3 {
            s.spawn(|| {
                bump();
                bump();
            });
        }
    });
    println!("{}", COUNTER.load(Ordering::SeqCst));
}
