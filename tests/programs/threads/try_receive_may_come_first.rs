//@ explore
//@ executions: 2
//@ outputs: Some(1)|None
// Whether there is a message yet is open also when the sender had all the time there is.
use std::sync::mpsc;
use std::thread;

fn main() {
    let (sender, receiver) = mpsc::channel();
    let sending = thread::spawn(move || sender.send(1).unwrap());
    thread::spawn(|| {}).join().unwrap();
    println!("{:?}", receiver.try_recv().ok());
    sending.join().unwrap();
}
