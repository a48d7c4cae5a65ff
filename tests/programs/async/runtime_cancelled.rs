//@ explore
//@ always
//@ outputs: box [], desk [1]|box [1], desk []|box [], desk []
// Cancelled at each of its awaits in turn: between the two, the letter is in neither place.
use crabglass::task;
use std::cell::RefCell;

async fn deliver(inbox: &RefCell<Vec<u32>>, desk: &RefCell<Vec<u32>>) {
    task::yield_now().await;
    let letter = inbox.borrow_mut().pop();
    task::yield_now().await;
    desk.borrow_mut().extend(letter);
}

fn main() {
    let inbox = RefCell::new(vec![1]);
    let desk = RefCell::new(Vec::new());
    task::block_on(task::may_be_cancelled(deliver(&inbox, &desk)));
    println!("box {:?}, desk {:?}", inbox.borrow(), desk.borrow());
}
