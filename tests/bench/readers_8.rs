// One thread stores, eight load.
//@ natively: 256 (GenMC, Nidhugg)
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

static VALUE: AtomicU32 = AtomicU32::new(0);

fn main() {
    let mut threads = vec![thread::spawn(|| VALUE.store(1, SeqCst))];
    for _ in 0..8 {
        threads.push(thread::spawn(|| {
            VALUE.load(SeqCst);
        }));
    }
    for thread in threads {
        thread.join().unwrap();
    }
}
