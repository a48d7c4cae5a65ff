//@ outputs: all three\ndrop guard\nOk(6)\ndrop guard\nErr(Failed(3))\ndrop guard\nErr(Failed(3))\ninvalid digit found in string
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

#[derive(Debug)]
struct Failed(i32);
async fn step(n: i32) -> Result<i32, Failed> {
    pause().await;
    if n < 3 { Ok(n + 1) } else { Err(Failed(n)) }
}
async fn steps(start: i32) -> Result<i32, Failed> {
    let _guard = Noisy("guard");
    let a = step(start).await?;
    let b = step(a).await?;
    let c = step(b).await?;
    println!("all three");
    Ok(a + b + c)
}
async fn converted(n: i32) -> Result<i32, Box<dyn std::error::Error>> {
    pause().await;
    let parsed: i32 = "x".repeat(n as usize).parse()?;
    pause().await;
    Ok(parsed)
}
fn main() {
    println!("{:?}", run(steps(0)));
    println!("{:?}", run(steps(1)));
    println!("{:?}", run(steps(3)));
    println!("{}", run(converted(1)).unwrap_err());
}
