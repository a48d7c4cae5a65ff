//@ explore
//@ always
//@ outputs: 1|2|3
// The other thread wakes twice: the polls meet none, one or both of the wakes.
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
    done: u32,
    waker: Option<Waker>,
}
fn main() {
    let shared: Arc<Mutex<Shared>> = Arc::default();
    let there = shared.clone();
    let other = thread::spawn(move || {
        for _ in 0..2 {
            let mut s = there.lock().unwrap();
            s.done += 1;
            if let Some(waker) = &s.waker {
                waker.wake_by_ref();
            }
        }
    });
    let mut polls = 0;
    block_on(poll_fn(|cx| {
        polls += 1;
        let mut s = shared.lock().unwrap();
        if s.done == 2 {
            return Poll::Ready(());
        }
        s.waker = Some(cx.waker().clone());
        Poll::Pending
    }));
    other.join().unwrap();
    println!("{polls}");
}
