//@ explore
//@ always
//@ outputs: 1|2
// How many hold the waker once the future is done.
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, mpsc};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;

struct Nothing;
impl Wake for Nothing {
    fn wake(self: Arc<Self>) {}
}
fn main() {
    let arc = Arc::new(Nothing);
    let waker = Waker::from(arc.clone());
    let (tx, rx) = mpsc::channel::<Waker>();
    let t = thread::spawn(move || {
        let w = rx.recv().unwrap();
        drop(w);
    });
    let mut f = pin!(poll_fn(|cx| {
        tx.send(cx.waker().clone()).unwrap();
        Poll::Ready(())
    }));
    assert!(f.as_mut().poll(&mut Context::from_waker(&waker)).is_ready());
    println!("{}", Arc::strong_count(&arc) - 1);
    t.join().unwrap();
}
