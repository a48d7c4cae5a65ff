//@ explore
//@ always
//@ outputs: [0, 0, 1, 1]
// Two threads wait for each other at a barrier of wakers.
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
#[derive(Default)]
struct Barrier {
    count: u32,
    wakers: Vec<Waker>,
}
async fn arrive(b: &Mutex<Barrier>) {
    {
        let mut b = b.lock().unwrap();
        b.count += 1;
        if b.count == 2 {
            b.wakers.drain(..).for_each(Waker::wake);
        }
    }
    poll_fn(|cx| {
        let mut b = b.lock().unwrap();
        if b.count == 2 {
            return Poll::Ready(());
        }
        b.wakers.push(cx.waker().clone());
        Poll::Pending
    })
    .await
}
fn main() {
    let b: Mutex<Barrier> = Mutex::default();
    let log = Mutex::new(vec![]);
    let run = || {
        block_on(async {
            log.lock().unwrap().push(0);
            arrive(&b).await;
            log.lock().unwrap().push(1);
        })
    };
    thread::scope(|s| {
        s.spawn(run);
        run();
    });
    println!("{:?}", log.lock().unwrap());
}
