//@ explore
//@ always
// Nobody sets what the future waits for: its executor goes round and round.
use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::{poll_fn, Future};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

static FLAG: AtomicBool = AtomicBool::new(false);
static QUEUE: Mutex<VecDeque<Arc<Task>>> = Mutex::new(VecDeque::new());

struct Task;
impl Wake for Task {
    fn wake(self: Arc<Self>) {
        QUEUE.lock().unwrap().push_back(self); //~ DEADLOCK: main spins on a value that nobody changes
    }
}
thread_local! {
    static FUTURE: RefCell<Option<Pin<Box<dyn Future<Output = ()>>>>> = const { RefCell::new(None) };
}

fn main() {
    let is_set = poll_fn(|cx| {
        if FLAG.load(Ordering::Acquire) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    });
    FUTURE.set(Some(Box::pin(is_set)));
    Arc::new(Task).wake();
    loop {
        let Some(task) = QUEUE.lock().unwrap().pop_front() else { break };
        let waker = Waker::from(task);
        FUTURE.with_borrow_mut(|future| {
            if let Some(future) = future {
                let _ = future.as_mut().poll(&mut Context::from_waker(&waker));
            }
        });
    }
}
