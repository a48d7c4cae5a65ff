use std::sync::Mutex;

fn main() {
    let m = Mutex::new(1);
    let first = m.lock().unwrap();
    let second = m.lock().unwrap(); //~ DEADLOCK
    println!("{first} {second}");
}
