//@ outputs: 24\n[2, 4, 6]
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

async fn count(limit: u32) -> u32 {
    let mut sum = 0;
    for i in 0..limit {
        if i == 2 {
            continue;
        }
        pause().await;
        sum += i;
        if sum > 7 {
            break;
        }
    }
    while sum < 20 {
        sum += { pause().await; 5 };
    }
    'outer: loop {
        loop {
            pause().await;
            sum += 1;
            if sum % 4 == 0 {
                break 'outer;
            }
        }
    }
    sum
}

async fn take_while(list: &[u32]) -> Vec<u32> {
    let mut out = Vec::new();
    let mut rest = list.iter();
    while let Some(&n) = rest.next() {
        pause().await;
        if n > 3 {
            break;
        }
        out.push(n * 2);
    }
    out
}

fn main() {
    println!("{}", run(count(6)));
    println!("{:?}", run(take_while(&[1, 2, 3, 4, 5])));
}
