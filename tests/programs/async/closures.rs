//@ outputs: 211\n[0, 1, 2]\ntext\n18\n7
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

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

fn run<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut cx) {
            return value;
        }
    }
}

async fn twice<F: AsyncFn(u32) -> u32>(f: F) -> u32 {
    f(1).await + f(10).await
}
async fn each(mut f: impl AsyncFnMut(u32)) {
    for n in 0..3 {
        f(n).await;
    }
}
async fn once<F: AsyncFnOnce() -> String>(f: F) -> String {
    f().await
}
fn main() {
    let base = 100;
    println!("{}", run(twice(async |n| {
        pause().await;
        base + n
    })));
    let mut list = Vec::new();
    run(each(async |n| {
        pause().await;
        list.push(n);
    }));
    println!("{list:?}");
    let text = String::from("text");
    println!("{}", run(once(async move || {
        pause().await;
        text
    })));
    let double = |n: u32| async move {
        pause().await;
        n * 2
    };
    println!("{}", run(async { double(4).await + double(5).await }));
    let add = async |a: u32, b: u32| a + b;
    println!("{}", run(add(3, 4)));
}
