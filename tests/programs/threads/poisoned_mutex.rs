//@ explore
//@ outputs: true 7
use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let m = Arc::new(Mutex::new(7));
    let other = Arc::clone(&m);
    let t = thread::spawn(move || {
        let _guard = other.lock().unwrap();
        panic!("while holding the lock");
    });
    let _ = t.join();
    let result = m.lock();
    println!("{} {}", result.is_err(), *result.unwrap_or_else(|poisoned| poisoned.into_inner()));
}
