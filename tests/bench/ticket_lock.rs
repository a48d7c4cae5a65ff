// Three threads wait for their turn.
//@ natively: right, but loom stops at its limit of branches
//@ memory: c11
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static NEXT: AtomicU32 = AtomicU32::new(0);
static SERVING: AtomicU32 = AtomicU32::new(0);
static TOTAL: AtomicU32 = AtomicU32::new(0);

fn main() {
    let threads: Vec<_> = (0..3)
        .map(|_| {
            thread::spawn(|| {
                let ticket = NEXT.fetch_add(1, Relaxed);
                while SERVING.load(Acquire) != ticket {
                    std::hint::spin_loop();
                }
                let seen = TOTAL.load(Relaxed);
                TOTAL.store(seen + 1, Relaxed);
                SERVING.store(ticket + 1, Release);
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(TOTAL.load(Relaxed), 3);
}
