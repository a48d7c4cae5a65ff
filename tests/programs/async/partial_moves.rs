//@ outputs: -- 0\ndropping\ndrop a\ndrop b\ndrop c0\ndrop c1\n-- 1\ndropping\ndrop a\ndrop b\ndrop c0\ndrop c1\n-- 2\ndropping\ndrop a\ndrop b\ndrop c0\ndrop c1\n-- 3\nb\ndropping\ndrop c0\ndrop a\ndrop b\ndrop c1\n-- 4\nb\ndrop a\ndropping\ndrop c0\ndrop b\ndrop c1\n-- 5\nb\ndrop a\nc0\ndrop c0\ndrop b\ndrop c1\nready\n-- t 0\ndropping\ndrop 0\ndrop 1\ndrop 2\n-- t 1\ndropping\ndrop 1\ndrop 0\ndrop 2\n-- t 2\ndrop 1\ndropping\ndrop 0\ndrop 2\n-- t 3\ndrop 1\ndrop 0\ndrop 2\nready
// What is moved out of a struct, a tuple and a Box between awaits, and the drop of the rest in each state.
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
struct S {
    a: N,
    b: N,
    c: Box<(N, N)>,
}
async fn f(s: S) {
    p().await;
    let a = s.a;
    p().await;
    println!("{}", s.b.0);
    let (x, _) = *s.c;
    p().await;
    drop(a);
    p().await;
    println!("{}", x.0);
}
async fn t(t: (N, (N, N))) {
    let (_, (b, _)) = t;
    p().await;
    drop(b);
    p().await;
}
fn mk() -> S {
    S { a: N("a"), b: N("b"), c: Box::new((N("c0"), N("c1"))) }
}
fn main() {
    for i in 0..6 {
        println!("-- {i}");
        drive(f(mk()), i);
    }
    for i in 0..4 {
        println!("-- t {i}");
        drive(t((N("0"), (N("1"), N("2")))), i);
    }
}
