//@ explore
//@ outputs: false true|true true
// Whether a lock is poisoned may be asked at any time: that is no data race.
use std::sync::Mutex;
use std::thread;

static VALUE: Mutex<u32> = Mutex::new(0);

fn main() {
    let other = thread::spawn(|| {
        let _guard = VALUE.lock().unwrap();
        std::panic::resume_unwind(Box::new(()));
    });
    let early = VALUE.is_poisoned();
    let _ = other.join();
    println!("{early} {}", VALUE.is_poisoned());
}
