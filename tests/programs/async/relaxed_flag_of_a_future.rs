//@ explore
//@ always
//@ memory: c11
//@ outputs: none|0|1
// A flag that is read relaxed says nothing of what was stored before it.
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::task::{Context, Poll, Waker};

static DATA: AtomicU32 = AtomicU32::new(0);
static FLAG: AtomicU32 = AtomicU32::new(0);
fn main() {
    let t = std::thread::spawn(|| {
        DATA.store(1, Relaxed);
        FLAG.store(1, Relaxed);
    });
    let mut f =
        pin!(poll_fn(|_| if FLAG.load(Relaxed) == 1 { Poll::Ready(DATA.load(Relaxed)) } else { Poll::Pending }));
    match f.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(v) => println!("{v}"),
        Poll::Pending => println!("none"),
    }
    t.join().unwrap();
}
