// Two threads send three messages each to a third.
//@ natively: no figure
use std::sync::mpsc;
use std::thread;

fn main() {
    let (sender, receiver) = mpsc::channel();
    for i in 0..2 {
        let sender = sender.clone();
        thread::spawn(move || {
            for j in 0..3 {
                sender.send(i * 3 + j).unwrap();
            }
        });
    }
    drop(sender);
    assert_eq!(receiver.iter().sum::<i32>(), 15);
}
