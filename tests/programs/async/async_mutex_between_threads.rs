//@ explore
//@ always
//@ outputs: 2
// A lock that is held across an await, by tasks of two threads: no update is lost.
use std::cell::UnsafeCell;
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
struct AsyncMutex {
    state: Mutex<(bool, Vec<Waker>)>,
    value: UnsafeCell<u32>,
}
unsafe impl Sync for AsyncMutex {}
struct Guard<'a>(&'a AsyncMutex);
impl AsyncMutex {
    fn lock(&self) -> impl Future<Output = Guard<'_>> {
        poll_fn(move |cx| {
            let mut state = self.state.lock().unwrap();
            if !state.0 {
                state.0 = true;
                return Poll::Ready(Guard(self));
            }
            state.1.push(cx.waker().clone());
            Poll::Pending
        })
    }
}
impl Drop for Guard<'_> {
    fn drop(&mut self) {
        let wakers = {
            let mut state = self.0.state.lock().unwrap();
            state.0 = false;
            std::mem::take(&mut state.1)
        };
        wakers.into_iter().for_each(Waker::wake);
    }
}
async fn add(mutex: &AsyncMutex) {
    let guard = mutex.lock().await;
    let old = unsafe { *guard.0.value.get() };
    let mut first = true;
    poll_fn(|cx| {
        if std::mem::take(&mut first) {
            cx.waker().wake_by_ref();
            Poll::Pending
        } else {
            Poll::Ready(())
        }
    })
    .await;
    unsafe { *guard.0.value.get() = old + 1 };
}
fn main() {
    let mutex = AsyncMutex::default();
    thread::scope(|s| {
        s.spawn(|| block_on(add(&mutex)));
        block_on(add(&mutex));
    });
    println!("{}", unsafe { *mutex.value.get() });
}
