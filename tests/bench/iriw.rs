// Two threads store, two look at both stores, in the C++20 model.
//@ natively: 16 (GenMC); 30.9 million (loom)
//@ memory: c11
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);
static Y: AtomicU32 = AtomicU32::new(0);

fn main() {
    let threads = [
        thread::spawn(|| X.store(1, Relaxed)),
        thread::spawn(|| Y.store(1, Relaxed)),
        thread::spawn(|| {
            X.load(Relaxed);
            Y.load(Relaxed);
        }),
        thread::spawn(|| {
            Y.load(Relaxed);
            X.load(Relaxed);
        }),
    ];
    for thread in threads {
        thread.join().unwrap();
    }
}
