//@ explore
// Its time is over again and again, but nobody ever changes what it waits for.
use std::sync::{Condvar, Mutex};
use std::time::Duration;

static READY: Mutex<bool> = Mutex::new(false);
static BELL: Condvar = Condvar::new();

fn main() {
    let mut ready = READY.lock().unwrap();
    while !*ready {
        ready = BELL.wait_timeout(ready, Duration::from_millis(1)).unwrap().0; //~ DEADLOCK: main waits on
    }
}
