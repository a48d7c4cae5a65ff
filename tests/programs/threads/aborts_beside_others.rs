//@ explore
//@ executions: 3
// An abort is as late as any other end: what the other thread says before it is said, none of it, a part
// or all.
use std::thread;

fn main() {
    thread::spawn(|| {
        print!("a");
        print!("b");
    });
    std::process::abort(); //~ ABORT
}
