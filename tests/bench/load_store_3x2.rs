// Three threads load and store twice each.
//@ natively: 7,134 (GenMC, Nidhugg)
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

static TOTAL: AtomicU32 = AtomicU32::new(0);

fn main() {
    let threads: Vec<_> = (0..3)
        .map(|_| {
            thread::spawn(|| {
                for _ in 0..2 {
                    let seen = TOTAL.load(SeqCst);
                    TOTAL.store(seen + 1, SeqCst);
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert!(TOTAL.load(SeqCst) >= 2);
}
