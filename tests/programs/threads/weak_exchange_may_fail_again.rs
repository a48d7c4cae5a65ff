//@ explore
//@ memory: c11
//@ outputs: 2
// An exchange that fails without a reason leaves everything as it was; still nobody is stuck.
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::*};
use std::thread;

static LOCKED: AtomicBool = AtomicBool::new(false);
static TOTAL: AtomicU32 = AtomicU32::new(0);

fn add_locked() {
    while LOCKED.compare_exchange_weak(false, true, Acquire, Relaxed).is_err() {}
    let seen = TOTAL.load(Relaxed);
    TOTAL.store(seen + 1, Relaxed);
    LOCKED.store(false, Release);
}

fn main() {
    let other = thread::spawn(add_locked);
    add_locked();
    other.join().unwrap();
    println!("{}", TOTAL.load(Acquire));
}
