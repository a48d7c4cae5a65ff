//@ explore
//@ outputs: 10 3
use std::thread;

fn main() {
    let mut left = 1;
    let mut right = 2;
    thread::scope(|s| {
        s.spawn(|| left *= 10);
        s.spawn(|| right += 1);
    });
    println!("{left} {right}");
}
