//@ explore
//@ always
use std::thread;

fn main() {
    let idle = thread::spawn(|| {
        let mut n = 0u8;
        loop {
            n |= 1;
        }
    });
    println!("started");
    idle.join().unwrap(); //~ DEADLOCK: for ever
}
