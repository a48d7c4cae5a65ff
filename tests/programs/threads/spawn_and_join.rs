//@ explore
//@ outputs: A1\nA2\nM1\nM2|A1\nM1\nA2\nM2|M1\nA1\nA2\nM2
use std::thread;

fn main() {
    let t = thread::spawn(|| {
        println!("A1");
        println!("A2");
    });
    println!("M1");
    t.join().unwrap();
    println!("M2");
}
