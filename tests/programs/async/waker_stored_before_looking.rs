//@ explore
//@ always
//@ outputs: done
// The waker is stored first and the flag looked at after it: no wake-up is lost.
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
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
fn main() {
    let flag = Arc::new(AtomicBool::new(false));
    let slot: Arc<Mutex<Option<Waker>>> = Arc::default();
    let (f, s) = (flag.clone(), slot.clone());
    let other = thread::spawn(move || {
        f.store(true, SeqCst);
        if let Some(waker) = s.lock().unwrap().take() {
            waker.wake();
        }
    });
    block_on(poll_fn(|cx| {
        *slot.lock().unwrap() = Some(cx.waker().clone());
        if flag.load(SeqCst) { Poll::Ready(()) } else { Poll::Pending }
    }));
    other.join().unwrap();
    println!("done");
}
