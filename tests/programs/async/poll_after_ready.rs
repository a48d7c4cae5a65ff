use std::future::Future;
use std::pin::pin;
use std::task::{Context, Waker};

async fn one() -> u32 { //~ PANIC: `async fn` resumed after completion
    1
}

fn main() {
    let mut future = pin!(one());
    let mut cx = Context::from_waker(Waker::noop());
    println!("{:?}", future.as_mut().poll(&mut cx)); //~ PRINTS: Ready(1)
    println!("{:?}", future.as_mut().poll(&mut cx));
}
