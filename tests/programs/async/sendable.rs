// What a future keeps across an await decides whether it may go to another thread: not the arguments of
// formatting, nor the address of a static. Wakers that wake the same say so; std's own futures.
use std::cell::Cell;
use std::future::{self, Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Wake, Waker, ready};

static mut NUMBERS: [u32; 3] = [1, 2, 3];

async fn pause() {
    let mut is_first = true;
    poll_fn(move |_| if std::mem::take(&mut is_first) { Poll::Pending } else { Poll::Ready(()) }).await
}
async fn text_of(text: String) -> usize {
    pause().await;
    text.len()
}
async fn shows() -> usize {
    println!("{} {}", 1, { pause().await; 2 });
    text_of(format!("{}:{}", 1, 2)).await
}
async fn reads() -> u32 {
    unsafe { NUMBERS[async { pause().await; 1 }.await] }
}

fn is_send<F: Future + Send>(future: F) -> F {
    future
}
fn run<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
}

const TABLE: RawWakerVTable = RawWakerVTable::new(|data| RawWaker::new(data, &TABLE), |_| {}, |_| {}, |_| {});
struct Count(AtomicU32);
impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// A borrow for change through two owners and a reference.
struct Inner<'a, T: ?Sized>(&'a mut T);
impl<T: Future + Unpin + ?Sized> Future for Inner<'_, T> {
    type Output = T::Output;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T::Output> {
        Pin::new(&mut *self.0).poll(cx)
    }
}

fn step(count: &Cell<u32>) -> Poll<Result<u32, String>> {
    count.set(count.get() + 1);
    match count.get() {
        1 => Poll::Pending,
        2 => Poll::Ready(Ok(2)),
        n => Poll::Ready(Err(format!("{n} is too many"))),
    }
}
fn doubled(count: &Cell<u32>) -> Poll<Result<u32, String>> {
    let value = ready!(step(count)?.map(|value| value * 2));
    Poll::Ready(Ok(value))
}

fn main() {
    println!("{}", run(is_send(shows()))); //~ PRINTS: 3
    println!("{}", run(is_send(reads()))); //~ PRINTS: 2

    let plain = unsafe { Waker::from_raw(RawWaker::new(std::ptr::null(), &TABLE)) };
    println!("{}", plain.will_wake(&plain.clone())); //~ PRINTS: true
    let count = Arc::new(Count(AtomicU32::new(0)));
    let (one, mut other) = (Waker::from(count.clone()), Waker::noop().clone());
    other.clone_from(&one);
    other.wake();
    println!("{} {}", one.will_wake(&Waker::from(count.clone())), count.0.load(Ordering::SeqCst)); //~ PRINTS: true 1

    println!("{}", run(Inner(&mut future::ready(5)))); //~ PRINTS: 5
    println!("{:?} {:?}", future::ready(1).clone().into_inner(), future::pending::<u8>().clone()); //~ PRINTS: 1 Pending
    let polls = Cell::new(0);
    println!("{:?}", run(poll_fn(|_| doubled(&polls)))); //~ PRINTS: Ok(4)
    println!("{:?}", step(&polls).map_err(|text| text.len()).map_ok(|n| n + 1)); //~ PRINTS: Ready(Err(13))
}
