// Three threads add three times each.
//@ natively: 1,680 (GenMC, Nidhugg); 162,390 (loom)
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

static TOTAL: AtomicU32 = AtomicU32::new(0);

fn main() {
    let threads: Vec<_> = (0..3)
        .map(|_| {
            thread::spawn(|| {
                for _ in 0..3 {
                    TOTAL.fetch_add(1, Relaxed);
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(TOTAL.load(Relaxed), 9);
}
