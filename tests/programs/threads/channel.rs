//@ explore
//@ outputs: 1\n2\n3
use std::sync::mpsc;
use std::thread;

fn main() {
    let (sender, receiver) = mpsc::channel();
    let t = thread::spawn(move || {
        for i in 1..=3 {
            sender.send(i).unwrap();
        }
    });
    for value in receiver {
        println!("{value}");
    }
    t.join().unwrap();
}
