//@ explore
//@ memory: c11
//@ executions: 6
//@ outputs: 3
// Three threads and a lock made of exchanges: who waits is not followed round after round, so there are
// as many executions as orders.
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::*};
use std::thread;

static LOCKED: AtomicBool = AtomicBool::new(false);
static TOTAL: AtomicU32 = AtomicU32::new(0);

fn main() {
    let threads = [(); 3].map(|()| {
        thread::spawn(|| {
            while LOCKED.compare_exchange(false, true, Acquire, Relaxed).is_err() {
                std::hint::spin_loop();
            }
            let seen = TOTAL.load(Relaxed);
            TOTAL.store(seen + 1, Relaxed);
            LOCKED.store(false, Release);
        })
    });
    for thread in threads {
        thread.join().unwrap();
    }
    println!("{}", TOTAL.load(Relaxed));
}
