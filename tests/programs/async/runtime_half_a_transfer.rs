//@ explore
//@ always
//@ outputs: 100 0|60 0|60 40
// A transfer in two steps is dropped between them.
use crabglass::task;
use std::cell::Cell;

async fn transfer(from: &Cell<u32>, to: &Cell<u32>) {
    task::yield_now().await;
    from.set(from.get() - 40);
    task::yield_now().await;
    to.set(to.get() + 40);
    task::yield_now().await;
}
fn main() {
    let (a, b) = (Cell::new(100), Cell::new(0));
    task::block_on(async {
        task::may_be_cancelled(transfer(&a, &b)).await;
    });
    println!("{} {}", a.get(), b.get());
}
