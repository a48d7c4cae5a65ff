//@ outputs: -- 0\ndropping\ndrop t0\ndrop t1\n-- 2\ndropping\ndrop t0\ndrop t1\n-- 3\ndropping\ndrop t0\ndrop t1\n-- 9\nt1\ndrop t0\ndrop t1\nready
// `let _ = place;` and patterns that bind nothing: the place is named behind an await, and not moved.
use std::future::{Future, poll_fn};
use std::task::{Context, Poll, Waker};
struct N(&'static str);
impl Drop for N {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}
async fn p() {
    let mut d = false;
    poll_fn(move |_| {
        if d {
            Poll::Ready(())
        } else {
            d = true;
            Poll::Pending
        }
    })
    .await
}
fn drive<T>(future: impl Future<Output = T>, polls: u32) {
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
async fn f(r: &u32, s: String, t: (N, N)) {
    p().await;
    let _ = *r;
    let _ = s;
    p().await;
    let (_, _) = t;
    p().await;
    match t {
        (_, ref b) => {
            p().await;
            println!("{}", b.0)
        }
    }
    let _ = t.0;
}
fn main() {
    for i in [0, 2, 3, 9] {
        println!("-- {i}");
        drive(f(&1, "s".into(), (N("t0"), N("t1"))), i);
    }
}
