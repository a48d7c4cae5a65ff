//@ explore
//@ outputs: both
// Two threads wait for one event with one place for a waker: the second pushes the first out.
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
struct Event {
    is_set: bool,
    waker: Option<Waker>,
}
fn wait(event: &Mutex<Event>) -> impl Future<Output = ()> {
    poll_fn(move |cx| {
        let mut event = event.lock().unwrap();
        if event.is_set {
            return Poll::Ready(());
        }
        event.waker = Some(cx.waker().clone());
        Poll::Pending
    })
}
fn main() {
    let event: Mutex<Event> = Mutex::default();
    thread::scope(|scope| { //~ DEADLOCK
        scope.spawn(|| block_on(wait(&event)));
        scope.spawn(|| block_on(wait(&event)));
        let mut event = event.lock().unwrap();
        event.is_set = true;
        if let Some(waker) = event.waker.take() {
            waker.wake();
        }
    });
    println!("both");
}
