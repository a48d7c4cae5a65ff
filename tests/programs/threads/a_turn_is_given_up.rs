//@ outputs: first\nmain\nsecond\n
// Without a schedule a thread that yields lets the others go on.
use std::thread;

fn main() {
    let first = thread::spawn(|| println!("first"));
    let second = thread::spawn(|| {
        thread::yield_now();
        println!("second");
    });
    thread::yield_now();
    thread::yield_now();
    println!("main");
    first.join().unwrap();
    second.join().unwrap();
}
