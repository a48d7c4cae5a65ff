//@ explore
//@ outputs: done
// The flag is looked at before the waker is stored: a wake-up in between is lost.
use std::future::poll_fn;
use std::pin::pin;
use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

struct Unpark(Thread);
impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn main() {
    let is_ready = Arc::new(AtomicBool::new(false));
    let waker: Arc<Mutex<Option<Waker>>> = Arc::new(Mutex::new(None));
    let sender = {
        let (is_ready, waker) = (is_ready.clone(), waker.clone());
        thread::spawn(move || {
            is_ready.store(true, SeqCst);
            if let Some(waker) = waker.lock().unwrap().take() {
                waker.wake();
            }
        })
    };
    let mut future = pin!(async move {
        poll_fn(|cx| {
            if is_ready.load(SeqCst) {
                return Poll::Ready(());
            }
            *waker.lock().unwrap() = Some(cx.waker().clone());
            Poll::Pending
        })
        .await
    });
    let main_waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut cx = Context::from_waker(&main_waker);
    while future.as_mut().poll(&mut cx).is_pending() {
        thread::park(); //~ DEADLOCK: parked
    }
    sender.join().unwrap();
    println!("done");
}
