//@ explore
//@ always
//@ outputs: aab 3|aba 3|baa 3
// Which of several ready tasks is polled next is left open; what they give together is not.
use crabglass::{join, task};
use std::cell::RefCell;
use std::rc::Rc;

async fn work(name: &'static str, steps: u32, log: Rc<RefCell<String>>) -> u32 {
    for _ in 0..steps {
        log.borrow_mut().push_str(name);
        task::yield_now().await;
    }
    steps
}

fn main() {
    let log = Rc::new(RefCell::new(String::new()));
    let sum = task::block_on(async {
        let a = task::spawn(work("a", 2, log.clone()));
        let b = task::spawn(work("b", 1, log.clone()));
        let (a, b) = join!(a, b);
        a.unwrap() + b.unwrap()
    });
    println!("{} {sum}", log.borrow());
}
