use std::rc::Rc;
use std::thread;

fn main() {
    let shared = Rc::new(1);
    let t = thread::spawn(move || println!("{shared}")); //~ ERROR E0277
    t.join().unwrap();
}
