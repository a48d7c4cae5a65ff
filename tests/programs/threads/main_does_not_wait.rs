//@ explore
//@ outputs: main|main\nworker|worker\nmain
use std::thread;

fn main() {
    thread::spawn(|| println!("worker"));
    println!("main");
}
