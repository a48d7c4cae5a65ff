//@ explore
//@ outputs: 2
// A swap of what is there already only looks: the search ends.
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

static LOCK: AtomicBool = AtomicBool::new(false);
static COUNT: AtomicU32 = AtomicU32::new(0);

fn bump() {
    while LOCK.swap(true, Ordering::Acquire) {
        std::hint::spin_loop();
    }
    let n = COUNT.load(Ordering::Relaxed);
    COUNT.store(n + 1, Ordering::Relaxed);
    LOCK.store(false, Ordering::Release);
}

fn main() {
    let t = std::thread::spawn(bump);
    bump();
    t.join().unwrap();
    println!("{}", COUNT.load(Ordering::Relaxed));
}
