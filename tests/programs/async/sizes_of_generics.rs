// What rustc's state machines keep for what its generic bodies do not know: whether a `T` has a
// destructor, and is moved or copied. And drop flags of futures, which always count as having one.
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

async fn pause() {
    let mut is_done = false;
    poll_fn(move |_| if std::mem::replace(&mut is_done, true) { Poll::Ready(()) } else { Poll::Pending }).await
}
fn hidden() -> impl Sized { 5u32 }
async fn empty() {}

async fn opaque() { let b = hidden(); pause().await; drop(b); pause().await; }
async fn future() { let b = empty(); pause().await; drop(b); pause().await; }
async fn value<T>(t: T) { let b = t; pause().await; drop(b); pause().await; }
async fn item<T: Iterator>(mut t: T) { let b = t.next(); pause().await; drop(b); pause().await; }
async fn copy<T: Copy>(t: T) { let b = t; pause().await; drop(b); pause().await; }
async fn part<T>(t: Option<T>) { let b = t; pause().await; if let Some(x) = b { pause().await; drop(x); } pause().await; }
async fn function(t: impl Fn() -> u32) { let b = t; pause().await; drop(b); pause().await; }
async fn pair<T>(t: (T, T)) { let (a, b) = t; pause().await; drop(a); pause().await; drop(b); pause().await; }
async fn join<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    let mut a = pin!(a);
    let mut b = pin!(b);
    let (mut x, mut y) = (None, None);
    poll_fn(|cx| {
        if let (true, Poll::Ready(value)) = (x.is_none(), a.as_mut().poll(cx)) { x = Some(value); }
        if let (true, Poll::Ready(value)) = (y.is_none(), b.as_mut().poll(cx)) { y = Some(value); }
        if x.is_some() && y.is_some() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    (x.unwrap(), y.unwrap())
}
async fn timeout<F: Future>(future: F, polls: u32) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut left = polls;
    poll_fn(|cx| match future.as_mut().poll(cx) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending if left == 0 => Poll::Ready(None),
        Poll::Pending => { left -= 1; Poll::Pending }
    })
    .await
}
async fn guarded(o: Option<u64>) -> u64 { match o { Some(0) => 0, Some(n) if n > 5 => { pause().await; n } Some(n) => { let k = n * 2; pause().await; k } None => { pause().await; 1 } } }
async fn named(c: char, s: &'static str) -> char { pause().await; let _ = s; pause().await; c }
async fn otherwise(x: Option<String>) -> usize { let Some(s) = x else { pause().await; return 0; }; pause().await; s.len() }
async fn blocks(x: u8) -> u8 { let a = async { pause().await; x }; let b = async { pause().await; x + 1 }; a.await + b.await }

fn size<F>(future: F) -> usize { size_of_val(&std::mem::ManuallyDrop::new(future)) }
fn needs_drop<F>(_: &F) -> bool { std::mem::needs_drop::<F>() }
fn main() {
    println!("{} {} {} {}", size(opaque()), size(future()), needs_drop(&empty()), needs_drop(&poll_fn(|_| Poll::Ready(1)))); //~ PRINTS: 8 5 true false
    println!("{} {} {}", size(value(1u8)), size(value(1u32)), size(value(String::new()))); //~ PRINTS: 6 16 64
    println!("{} {} {}", size(item([1u8].into_iter())), size(copy(1u8)), size(copy(1u32))); //~ PRINTS: 64 5 16
    println!("{} {} {} {}", size(part(Some(1u32))), size(function(|| 3)), size(pair((1u8, 2))), size(pair((1u32, 2)))); //~ PRINTS: 28 4 9 24
    println!("{} {}", size(join(async { pause().await; 1u8 }, async { pause().await; 2u64 })), size(join(pause(), empty()))); //~ PRINTS: 88 64
    println!("{} {}", size(timeout(pause(), 1)), size(timeout(value(1u64), 1))); //~ PRINTS: 40 104
    println!("{} {} {} {}", size(guarded(None)), size(named('a', "b")), size(otherwise(None)), size(blocks(1))); //~ PRINTS: 56 56 88 40
}
