//@ explore
//@ outputs: 42 true
use std::thread;

fn main() {
    let answer = thread::spawn(|| 40 + 2);
    let broken = thread::spawn(|| {
        assert_eq!(1 + 1, 3);
    });
    let value = answer.join().unwrap();
    let panicked = broken.join().is_err();
    println!("{value} {panicked}");
}
