//@ explore
//@ outputs: false false 1|false true 1|true true 1
// Whether a thread has ended can be asked before it has, also of one that does nothing that others see.
use std::thread;

fn main() {
    let handle = thread::spawn(|| 1);
    let (first, second) = (handle.is_finished(), handle.is_finished());
    println!("{first} {second} {}", handle.join().unwrap());
}
