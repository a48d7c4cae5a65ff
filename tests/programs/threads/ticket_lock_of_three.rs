//@ explore
//@ memory: c11
//@ executions: 6
//@ outputs: 3
// A ticket lock: each waits for its turn, whatever it has read before.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static NEXT: AtomicU32 = AtomicU32::new(0);
static SERVING: AtomicU32 = AtomicU32::new(0);
static TOTAL: AtomicU32 = AtomicU32::new(0);

fn main() {
    let threads = [(); 3].map(|()| {
        thread::spawn(|| {
            let ticket = NEXT.fetch_add(1, Relaxed);
            while SERVING.load(Acquire) != ticket {}
            let seen = TOTAL.load(Relaxed);
            TOTAL.store(seen + 1, Relaxed);
            SERVING.store(ticket + 1, Release);
        })
    });
    for thread in threads {
        thread.join().unwrap();
    }
    println!("{}", TOTAL.load(Relaxed));
}
