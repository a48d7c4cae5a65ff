//@ explore
//@ outputs: body\ndrop of the other\nend\ndrop of main
// A thread's locals are dropped when it ends, those of the main thread before the process ends.
use std::cell::RefCell;
use std::thread;

struct Noisy(&'static str);
impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop of {}", self.0);
    }
}

thread_local! {
    static KEPT: RefCell<Vec<Noisy>> = RefCell::new(Vec::new());
}

fn main() {
    let other = thread::spawn(|| {
        KEPT.with_borrow_mut(|kept| kept.push(Noisy("the other")));
        println!("body");
    });
    other.join().unwrap();
    KEPT.with_borrow_mut(|kept| kept.push(Noisy("main")));
    println!("end");
}
