//@ explore
//@ executions: 3
//@ outputs: set
// A future that wakes itself in each poll until another thread has set a flag: each round of its executor is
// as the one before, so that going round more often shows nothing.
use std::future::{poll_fn, Future};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

static FLAG: AtomicBool = AtomicBool::new(false);

struct Unparks(Thread);
impl Wake for Unparks {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn main() {
    let setting = thread::spawn(|| FLAG.store(true, Ordering::Release));
    let mut is_set = pin!(poll_fn(|cx| {
        if FLAG.load(Ordering::Acquire) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }));
    let waker = Waker::from(Arc::new(Unparks(thread::current())));
    while is_set.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
        thread::park();
    }
    setting.join().unwrap();
    println!("set");
}
