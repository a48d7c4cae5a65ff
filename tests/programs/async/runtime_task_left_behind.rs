//@ explore
//@ always
//@ outputs: [2]|[1, 2]
// A task that nobody waits for may never be polled.
use crabglass::task;
use std::cell::RefCell;
use std::rc::Rc;

fn main() {
    let notes = Rc::new(RefCell::new(vec![]));
    let given = notes.clone();
    task::block_on(async {
        task::spawn(async move { given.borrow_mut().push(1) });
        task::yield_now().await;
        notes.borrow_mut().push(2);
    });
    println!("{:?}", notes.borrow());
}
