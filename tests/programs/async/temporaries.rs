//@ outputs: reading\ndrop a\nafter a\nreading\nreading\ndrop c\ndrop b\nsum 5\nreading\nin match\ndrop d\nafter match\nreading\ndrop e\nreading\nend\nreading\ndrop g\ndrop f\n14\n-- 0\ndropping\n-- 1\nreading\ndropping\ndrop a\n-- 2\nreading\ndrop a\nafter a\nreading\ndropping\ndrop b\n-- 3\nreading\ndrop a\nafter a\nreading\nreading\ndropping\ndrop c\ndrop b\n-- 4\nreading\ndrop a\nafter a\nreading\nreading\ndrop c\ndrop b\nsum 5\nreading\ndropping\ndrop d\n-- 5\nreading\ndrop a\nafter a\nreading\nreading\ndrop c\ndrop b\nsum 5\nreading\nin match\ndrop d\nafter match\nreading\ndropping\ndrop e\n-- 6\nreading\ndrop a\nafter a\nreading\nreading\ndrop c\ndrop b\nsum 5\nreading\nin match\ndrop d\nafter match\nreading\ndrop e\nreading\ndropping\ndrop f\n-- 7\nreading\ndrop a\nafter a\nreading\nreading\ndrop c\ndrop b\nsum 5\nreading\nin match\ndrop d\nafter match\nreading\ndrop e\nreading\nend\nreading\ndropping\ndrop g\ndrop f\n-- 8\nreading\ndrop a\nafter a\nreading\nreading\ndrop c\ndrop b\nsum 5\nreading\nin match\ndrop d\nafter match\nreading\ndrop e\nreading\nend\nreading\ndrop g\ndrop f\nready
use std::future::Future;
use std::pin::pin;
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

fn run<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut cx) {
            return value;
        }
    }
}

/// Polls so many times, then drops the future.
fn run_and_drop<F: Future>(future: F, polls: u32) {
    let mut future = Box::pin(future);
    let mut cx = Context::from_waker(Waker::noop());
    for _ in 0..polls {
        if future.as_mut().poll(&mut cx).is_ready() {
            println!("ready");
            return;
        }
    }
    println!("dropping");
}

struct Source(Noisy, i32);
impl Source {
    async fn read(&self) -> i32 {
        println!("reading");
        pause().await;
        self.1
    }
}
fn source(name: &'static str, n: i32) -> Source {
    Source(Noisy(name), n)
}
async fn body() -> i32 {
    let a = source("a", 1).read().await;
    println!("after a");
    let sum = source("b", 2).read().await + source("c", 3).read().await;
    println!("sum {sum}");
    match source("d", 4).read().await {
        4 => println!("in match"),
        _ => {}
    }
    println!("after match");
    source("e", 5).read().await;
    let held = &source("f", 6);
    let f = held.read().await;
    println!("end");
    a + f + source("g", 7).read().await
}
fn main() {
    println!("{}", run(body()));
    for polls in 0..9 {
        println!("-- {polls}");
        run_and_drop(body(), polls);
    }
}
