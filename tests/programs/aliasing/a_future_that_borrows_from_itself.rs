//@ models: stacked tree
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

async fn yields() {
    let mut first = true;
    std::future::poll_fn(move |_| {
        if std::mem::take(&mut first) { Poll::Pending } else { Poll::Ready(()) }
    })
    .await
}
async fn sum() -> i32 {
    let numbers = [1, 2, 3];
    let middle = &numbers[1];
    yields().await;
    *middle + numbers[0]
}

fn main() {
    let mut future = pin!(sum());
    let mut context = Context::from_waker(Waker::noop());
    println!("{:?}", future.as_mut().poll(&mut context)); //~ PRINTS: Pending
    println!("{:?}", future.as_mut().poll(&mut context)); //~ PRINTS: Ready(3)
}
