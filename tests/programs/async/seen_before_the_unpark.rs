//@ explore
//@ always
//@ memory: c11
//@ outputs: 0|1
// The first poll may see the relaxed flag before the unpark, and then old data.
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
static FLAG: AtomicU32 = AtomicU32::new(0);
fn main() {
    let me = thread::current();
    let t = thread::spawn(move || {
        DATA.store(1, Relaxed);
        FLAG.store(1, Relaxed);
        me.unpark();
    });
    let v =
        block_on(poll_fn(|_| if FLAG.load(Relaxed) == 1 { Poll::Ready(DATA.load(Relaxed)) } else { Poll::Pending }));
    println!("{v}");
    t.join().unwrap();
}
