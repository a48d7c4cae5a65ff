//@ explore
//@ executions: 3
// The end of a process that a panic ends is as late as any other: what the other thread says before
// it, between the drops of main, is said.
use std::thread;

struct Noisy;
impl Drop for Noisy {
    fn drop(&mut self) {
        println!("main drops");
    }
}

fn main() {
    let _noisy = Noisy;
    thread::spawn(|| println!("hi"));
    panic!("bye"); //~ PANIC: bye
}
