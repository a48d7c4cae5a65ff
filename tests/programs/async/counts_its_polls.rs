//@ explore
//@ always
//@ outputs: [1]|[1, 2]|[1, 2, 3]
// A thread that is unparked twice polls up to three times.
use std::future::{Future, poll_fn};
use std::pin::pin;
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
    let me = thread::current();
    let log = Arc::new(Mutex::new(vec![]));
    let done = Arc::new(Mutex::new(false));
    let (d, m) = (done.clone(), me.clone());
    let t = thread::spawn(move || {
        m.unpark();
        *d.lock().unwrap() = true;
        m.unpark();
    });
    let mut n = 0;
    block_on(poll_fn(|_| {
        n += 1;
        log.lock().unwrap().push(n);
        if *done.lock().unwrap() { Poll::Ready(()) } else { Poll::Pending }
    }));
    t.join().unwrap();
    println!("{:?}", log.lock().unwrap());
}
