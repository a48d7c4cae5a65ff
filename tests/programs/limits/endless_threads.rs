//@ expect: limit
//@ kind: threads
use std::thread;

fn main() {
    let mut handles = Vec::new();
    loop {
        handles.push(thread::spawn(|| thread::park()));
    }
}
