use std::thread;

fn main() {
    let names = vec!["a"];
    let t = thread::spawn(move || println!("{}", names.len()));
    println!("{}", names.len()); //~ ERROR E0382
    t.join().unwrap();
}
