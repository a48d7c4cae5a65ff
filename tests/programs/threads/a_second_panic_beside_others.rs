//@ explore
//@ executions: 3
// The second panic of one thread aborts the process where the others may still speak.
use std::thread;

struct Fragile;
impl Drop for Fragile {
    fn drop(&mut self) {
        panic!("again");
    }
}

fn main() {
    thread::spawn(|| {
        print!("a");
        print!("b");
    });
    let _fragile = Fragile;
    panic!("once");
} //~ ABORT
