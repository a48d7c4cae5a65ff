//@ explore
//@ always
//@ outputs: Some(7) None
// The last sender is dropped on another thread, before or after the task waits.
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

struct Unpark(Thread);
impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark()
    }
}
fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return value;
        }
        thread::park();
    }
}
#[derive(Default)]
struct Shared {
    item: Option<u32>,
    closed: bool,
    waker: Option<Waker>,
}
struct Sender(Arc<Mutex<Shared>>);
impl Sender {
    fn send(&self, item: u32) {
        let mut s = self.0.lock().unwrap();
        s.item = Some(item);
        if let Some(w) = s.waker.take() {
            w.wake();
        }
    }
}
impl Drop for Sender {
    fn drop(&mut self) {
        let mut s = self.0.lock().unwrap();
        s.closed = true;
        if let Some(w) = s.waker.take() {
            w.wake();
        }
    }
}
async fn recv(shared: &Mutex<Shared>) -> Option<u32> {
    poll_fn(|cx| {
        let mut s = shared.lock().unwrap();
        if let Some(item) = s.item.take() {
            return Poll::Ready(Some(item));
        }
        if s.closed {
            return Poll::Ready(None);
        }
        s.waker = Some(cx.waker().clone());
        Poll::Pending
    })
    .await
}
fn main() {
    let shared: Arc<Mutex<Shared>> = Arc::default();
    let sender = Sender(shared.clone());
    let t = thread::spawn(move || sender.send(7));
    block_on(async {
        let first = recv(&shared).await;
        let second = recv(&shared).await;
        println!("{first:?} {second:?}");
    });
    t.join().unwrap();
}
