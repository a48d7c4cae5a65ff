//@ explore
//@ outputs: done
// A waker in a slot without a lock: the future puts it there while the event takes it.
use std::cell::UnsafeCell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
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
struct Slot(UnsafeCell<Option<Waker>>);
unsafe impl Sync for Slot {}
static SLOT: Slot = Slot(UnsafeCell::new(None));
static READY: AtomicBool = AtomicBool::new(false);
fn main() {
    let t = thread::spawn(|| {
        READY.store(true, SeqCst);
        if let Some(waker) = unsafe { (*SLOT.0.get()).take() } { //~ RACE
            waker.wake();
        }
    });
    block_on(poll_fn(|cx| {
        if READY.load(SeqCst) {
            return Poll::Ready(());
        }
        unsafe { *SLOT.0.get() = Some(cx.waker().clone()) }; //~ RACE
        Poll::Pending
    }));
    t.join().unwrap();
    println!("done");
}
