use std::thread;

fn main() {
    let names = vec!["a"];
    let t = thread::spawn(|| println!("{}", names.len())); //~ ERROR E0373
    t.join().unwrap();
}
