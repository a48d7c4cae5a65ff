//@ explore
//@ always
//@ outputs: [1, 2, 10]|[1, 10, 2]|[10, 1, 2]
// Two threads send to a task: what each sends stays in order.
use std::collections::VecDeque;
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
struct Shared {
    items: VecDeque<u32>,
    waker: Option<Waker>,
}
fn send(shared: &Mutex<Shared>, item: u32) {
    let mut shared = shared.lock().unwrap();
    shared.items.push_back(item);
    if let Some(waker) = shared.waker.take() {
        waker.wake();
    }
}
async fn recv(shared: &Mutex<Shared>) -> u32 {
    poll_fn(|cx| {
        let mut shared = shared.lock().unwrap();
        match shared.items.pop_front() {
            Some(item) => Poll::Ready(item),
            None => {
                shared.waker = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    })
    .await
}
fn main() {
    let shared: Mutex<Shared> = Mutex::default();
    thread::scope(|scope| {
        scope.spawn(|| {
            send(&shared, 1);
            send(&shared, 2);
        });
        scope.spawn(|| send(&shared, 10));
        let got = block_on(async {
            let mut got = Vec::new();
            for _ in 0..3 {
                got.push(recv(&shared).await);
            }
            got
        });
        println!("{got:?}");
    });
}
