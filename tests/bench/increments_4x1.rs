// Four threads add once each.
//@ natively: 24 (GenMC)
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

static TOTAL: AtomicU32 = AtomicU32::new(0);

fn main() {
    let threads: Vec<_> = (0..4)
        .map(|_| {
            thread::spawn(|| {
                for _ in 0..1 {
                    TOTAL.fetch_add(1, Relaxed);
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(TOTAL.load(Relaxed), 4);
}
