//@ explore
//@ outputs: fine
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

static READY: AtomicBool = AtomicBool::new(false);

fn main() {
    let t = thread::spawn(|| READY.store(true, Ordering::SeqCst));
    assert!(!READY.load(Ordering::SeqCst), "too late"); //~ PANIC: too late
    t.join().unwrap();
    println!("fine");
}
