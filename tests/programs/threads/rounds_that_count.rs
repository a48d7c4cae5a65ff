//@ explore
//@ executions: 9
//@ outputs: true
// A round that counts is no round in vain, wherever the count is kept: behind a pointer, in a thread
// local, in a static.
use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering::*};
use std::thread;

thread_local! {
    static TRIES: Cell<u32> = Cell::new(0);
}
static READY: AtomicBool = AtomicBool::new(false);
static mut ROUNDS: u32 = 0;

fn main() {
    let other = thread::spawn(|| READY.store(true, Release));
    let mut tries = Box::new(0);
    while !READY.load(Acquire) {
        *tries += 1;
        if *tries == 3 {
            break;
        }
    }
    while !READY.load(Acquire) {
        TRIES.with(|n| n.set(n.get() + 1));
        if TRIES.with(|n| n.get()) == 3 {
            break;
        }
    }
    while !READY.load(Acquire) {
        unsafe { ROUNDS += 1 };
        if unsafe { ROUNDS } == 2 {
            break;
        }
    }
    other.join().unwrap();
    println!("{}", READY.load(Relaxed));
}
