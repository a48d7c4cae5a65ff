//@ outputs: 30\na 2 3\n[6, 6, 3, 2]
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

async fn fill() -> u32 {
    let mut buffer = [0u8; 16];
    let half = &mut buffer[8..];
    for i in 0..8 {
        pause().await;
        half[i] = i as u8;
    }
    let total: u32 = buffer.iter().map(|&b| b as u32).sum();
    let words = vec![String::from("a"), String::from("bc")];
    let longest = words.iter().max_by_key(|w| w.len()).unwrap();
    pause().await;
    total + longest.len() as u32
}
async fn parts((a, b): (String, u32), [c, _d]: [u32; 2]) -> String {
    let r = &a;
    pause().await;
    format!("{r} {b} {c}")
}
async fn lend(list: &mut Vec<u32>, n: u32) {
    let last = list.last_mut().unwrap();
    pause().await;
    *last += n;
    list.push(n);
}
fn main() {
    println!("{}", run(fill()));
    println!("{}", run(parts((String::from("a"), 2), [3, 4])));
    let mut list = vec![1];
    run(lend(&mut list, 5));
    run(async {
        let l = &mut list;
        lend(l, 1).await;
        lend(l, 2).await;
    });
    println!("{list:?}");
}
