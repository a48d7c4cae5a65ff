// Three threads take one lock and print: dependence through a lock and through the output.
use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let total = Arc::new(Mutex::new(0));
    let mut handles = Vec::new();
    for i in 1..=3 {
        let total = Arc::clone(&total);
        handles.push(thread::spawn(move || {
            for _ in 0..2 {
                *total.lock().unwrap() += i;
            }
            println!("{i}");
        }));
    }
    for handle in handles {
        handle.join().unwrap();
    }
    println!("{}", *total.lock().unwrap());
}
