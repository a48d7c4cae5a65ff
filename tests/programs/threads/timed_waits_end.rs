//@ explore
//@ executions: 2
//@ outputs: done true|done false
// What waits for a time again and again, and finds nothing changed, goes round no more often than it must.
// A clock that is only looked at goes on.
use std::sync::atomic::{AtomicBool, Ordering::*};
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

static DONE: AtomicBool = AtomicBool::new(false);
static READY: Mutex<bool> = Mutex::new(false);
static BELL: Condvar = Condvar::new();
const MOMENT: Duration = Duration::from_millis(1);

fn main() {
    let start = Instant::now();
    while start.elapsed() < MOMENT {}
    let mut looks = 0;
    while start.elapsed() < MOMENT * 20 {
        looks += 1;
    }
    assert!(looks > 0);
    let other = thread::spawn(|| {
        *READY.lock().unwrap() = true;
        DONE.store(true, Release);
    });
    let mut ready = READY.lock().unwrap();
    let was_ready = *ready;
    while !*ready {
        ready = BELL.wait_timeout(ready, MOMENT).unwrap().0;
    }
    drop(ready);
    while !DONE.load(Acquire) {
        thread::sleep(MOMENT);
    }
    let before = Instant::now();
    thread::park_timeout(MOMENT);
    assert!(before.elapsed() >= MOMENT);
    other.join().unwrap();
    println!("done {was_ready}");
}
