//@ explore
//@ always
//@ memory: c11
//@ outputs: 1
// What was stored before the unpark is seen behind the park, relaxed or not.
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
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
static DATA: AtomicU32 = AtomicU32::new(0);
fn main() {
    let me = thread::current();
    let t = thread::spawn(move || {
        DATA.store(1, Relaxed);
        me.unpark();
    });
    let mut first = true;
    let v =
        block_on(poll_fn(|_| if std::mem::take(&mut first) { Poll::Pending } else { Poll::Ready(DATA.load(Relaxed)) }));
    println!("{v}");
    t.join().unwrap();
}
