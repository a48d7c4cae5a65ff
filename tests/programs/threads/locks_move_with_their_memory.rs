// The state of a lock stands in the lock itself: it moves with it, and a new lock written over it is free.
use std::sync::{Mutex, OnceLock, RwLock};

fn main() {
    let once = OnceLock::new();
    once.set(5).unwrap();
    let moved = Box::new(once);
    println!("{:?}", moved.get()); //~ PRINTS: Some(5)

    let mut grown = vec![Mutex::new(1)];
    std::mem::forget(grown[0].lock());
    for i in 0..10 {
        grown.push(Mutex::new(i));
    }
    println!("{} {}", grown[0].try_lock().is_err(), grown[1].try_lock().is_err()); //~ PRINTS: true false
    grown.swap(0, 1);
    println!("{} {}", grown[0].try_lock().is_err(), grown[1].try_lock().is_err()); //~ PRINTS: false true
    grown[1] = Mutex::new(7);
    println!("{:?}", *grown[1].lock().unwrap()); //~ PRINTS: 7

    let shared = RwLock::new(1);
    std::mem::forget(shared.read());
    let shared = Box::new(shared);
    println!("{} {}", shared.try_write().is_err(), shared.try_read().is_ok()); //~ PRINTS: true true

    let held = Mutex::new(0);
    std::mem::forget(held.lock());
    let moved = held;
    let _never = moved.lock(); //~ DEADLOCK: moved
}
