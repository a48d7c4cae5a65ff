//@ outputs: Pending\ndrop inner\ndrop outer\ntrue\n`async fn` resumed after panicking\ndropped\ndrop inner\ndrop outer\n`async fn` resumed after completion
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::{Context, Poll, Waker};

struct Noisy(&'static str);
impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

async fn pause() {
    let mut is_done = false;
    std::future::poll_fn(move |_| {
        if is_done {
            Poll::Ready(())
        } else {
            is_done = true;
            Poll::Pending
        }
    })
    .await
}

async fn fails(n: u32) -> u32 {
    let _outer = Noisy("outer");
    pause().await;
    let _inner = Noisy("inner");
    if n == 0 {
        panic!("at the second poll");
    }
    pause().await;
    n
}
fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let mut future = Box::pin(fails(0));
    let mut cx = Context::from_waker(Waker::noop());
    println!("{:?}", future.as_mut().poll(&mut cx));
    let second = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut cx)));
    println!("{}", second.is_err());
    let third = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut cx)));
    println!("{}", third.unwrap_err().downcast_ref::<&str>().unwrap());
    drop(future);
    println!("dropped");
    let mut future = Box::pin(fails(1));
    while future.as_mut().poll(&mut cx).is_pending() {}
    let after = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut cx)));
    println!("{}", after.unwrap_err().downcast_ref::<&str>().unwrap());
}
