use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Waker};

fn poll_once(mut future: impl Future<Output = u32>) -> impl Future<Output = u32> {
    let mut cx = Context::from_waker(Waker::noop());
    // Not pinned: it moves when it is returned.
    let _ = unsafe { Pin::new_unchecked(&mut future) }.poll(&mut cx);
    future
}

struct Once(bool);
impl Future for Once {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> std::task::Poll<()> {
        if std::mem::replace(&mut self.0, true) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    }
}
async fn points_into_itself() -> u32 {
    let list = [1, 2, 3];
    let view = &list;
    Once(false).await;
    view[0] + view[1] //~ UB: dangling
}

fn main() {
    let mut moved = Box::pin(poll_once(points_into_itself()));
    let mut cx = Context::from_waker(Waker::noop());
    let _ = moved.as_mut().poll(&mut cx);
}
