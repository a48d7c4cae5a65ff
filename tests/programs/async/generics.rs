//@ outputs: 1\n"two"\n(1, "two")\n3\n[4, 5]\n(3, [4, 5])\nNone\nNone\n8
use std::future::Future;
use std::pin::{Pin, pin};
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

async fn hold<T: std::fmt::Debug>(value: T) -> T {
    println!("{value:?}");
    pause().await;
    value
}
async fn pair<A, B>(a: impl Future<Output = A>, b: impl Future<Output = B>) -> (A, B) {
    (a.await, b.await)
}
struct Join<A: Future, B: Future> {
    a: Pin<Box<A>>,
    b: Pin<Box<B>>,
    done: (Option<A::Output>, Option<B::Output>),
}
impl<A: Future, B: Future> Future for Join<A, B>
where
    A::Output: Unpin,
    B::Output: Unpin,
{
    type Output = (A::Output, B::Output);
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        if this.done.0.is_none() && let Poll::Ready(value) = this.a.as_mut().poll(cx) {
            this.done.0 = Some(value);
        }
        if this.done.1.is_none() && let Poll::Ready(value) = this.b.as_mut().poll(cx) {
            this.done.1 = Some(value);
        }
        if this.done.0.is_some() && this.done.1.is_some() {
            return Poll::Ready((this.done.0.take().unwrap(), this.done.1.take().unwrap()));
        }
        Poll::Pending
    }
}
fn main() {
    println!("{:?}", run(pair(hold(1), hold("two"))));
    let join = Join { a: Box::pin(hold(3)), b: Box::pin(hold([4, 5])), done: (None, None) };
    println!("{:?}", run(join));
    println!("{:?}", run(hold(hold_nothing)).map(|f| f()));
    let ready = std::future::ready(7);
    println!("{}", run(async { ready.await + std::future::ready(1).await }));
}
#[allow(non_upper_case_globals)]
const hold_nothing: Option<fn() -> u8> = None;
