//@ explore
//@ memory: c11
//@ outputs: done
// Each side stores its flag and looks at the other's: with release and acquire both may miss it.
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicU32, Ordering::{Acquire, Release}};
use std::task::{Context, Poll, Waker};
use std::thread;

static WAITING: AtomicU32 = AtomicU32::new(0);
static EVENT: AtomicU32 = AtomicU32::new(0);
fn main() {
    let me = thread::current();
    let t = thread::spawn(move || {
        EVENT.store(1, Release);
        if WAITING.load(Acquire) == 1 {
            me.unpark();
        }
    });
    let mut f = pin!(poll_fn(|_| {
        WAITING.store(1, Release);
        if EVENT.load(Acquire) == 1 { Poll::Ready(()) } else { Poll::Pending }
    }));
    while f.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending() {
        thread::park(); //~ DEADLOCK
    }
    t.join().unwrap();
    println!("done");
}
