//@ explore
//@ outputs: done
// The executor clears its flag after the poll: a wake during the poll is lost.
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::sync::Mutex;
use std::task::{Context, Poll, Wake, Waker};
use std::thread;

struct Flag {
    woken: Mutex<bool>,
    bell: std::sync::Condvar,
}
impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        *self.woken.lock().unwrap() = true;
        self.bell.notify_one();
    }
}
fn main() {
    let shared: Arc<Mutex<(bool, Option<Waker>)>> = Arc::default();
    let there = shared.clone();
    let other = thread::spawn(move || {
        let mut there = there.lock().unwrap();
        there.0 = true;
        if let Some(waker) = there.1.take() {
            waker.wake();
        }
    });
    let flag = Arc::new(Flag { woken: Mutex::new(true), bell: std::sync::Condvar::new() });
    let waker = Waker::from(flag.clone());
    let mut future = pin!(poll_fn(|cx| {
        let mut shared = shared.lock().unwrap();
        if shared.0 {
            return Poll::Ready(());
        }
        shared.1 = Some(cx.waker().clone());
        Poll::Pending
    }));
    loop {
        let mut woken = flag.woken.lock().unwrap();
        while !*woken {
            woken = flag.bell.wait(woken).unwrap(); //~ DEADLOCK
        }
        drop(woken);
        if future.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
            break;
        }
        *flag.woken.lock().unwrap() = false;
    }
    other.join().unwrap();
    println!("done");
}
