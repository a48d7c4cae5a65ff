//@ explore
//@ outputs: 5
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::thread;

static READY: AtomicBool = AtomicBool::new(false);
static VALUE: AtomicI32 = AtomicI32::new(0);

fn main() {
    let t = thread::spawn(|| {
        VALUE.store(5, Ordering::SeqCst);
        READY.store(true, Ordering::SeqCst);
    });
    while !READY.load(Ordering::SeqCst) {
        thread::yield_now();
    }
    println!("{}", VALUE.load(Ordering::SeqCst));
    t.join().unwrap();
}
