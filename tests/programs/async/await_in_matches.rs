//@ outputs: large 5\none\nother 2\nnone\n32 -1 -1\n8 -7
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

async fn value(n: i32) -> Option<i32> {
    pause().await;
    if n > 0 { Some(n) } else { None }
}
async fn choose(n: i32) -> String {
    match value(n).await {
        Some(n) if value(n - 2).await.is_some() => {
            pause().await;
            format!("large {n}")
        }
        Some(1) => "one".to_string(),
        Some(other) => format!("other {other}"),
        None => {
            pause().await;
            "none".to_string()
        }
    }
}
async fn chain(n: i32) -> i32 {
    if let Some(a) = value(n).await && let Some(b) = value(a - 1).await {
        a * 10 + b
    } else {
        -1
    }
}
async fn let_else(n: i32) -> i32 {
    let Some(n) = value(n).await else {
        pause().await;
        return -7;
    };
    n + value(n).await.unwrap_or(0)
}
fn main() {
    for n in [5, 1, 2, 0] {
        println!("{}", run(choose(n)));
    }
    println!("{} {} {}", run(chain(3)), run(chain(1)), run(chain(0)));
    println!("{} {}", run(let_else(4)), run(let_else(-4)));
}
