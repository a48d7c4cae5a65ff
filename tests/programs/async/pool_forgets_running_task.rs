//@ explore
//@ always
//@ outputs: 1|0
// A worker that finds a task running forgets it, and with it the wake.
use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;

type Queue = Arc<Mutex<VecDeque<Arc<Task>>>>;
struct Task {
    future: Mutex<Option<Pin<Box<dyn Future<Output = ()> + Send>>>>,
    queue: Queue,
}
impl Wake for Task {
    fn wake(self: Arc<Self>) {
        let queue = self.queue.clone();
        queue.lock().unwrap().push_back(self);
    }
}
static SUM: AtomicU32 = AtomicU32::new(0);
fn work(queue: &Queue) {
    loop {
        let Some(task) = queue.lock().unwrap().pop_front() else { return };
        let waker = Waker::from(task.clone());
        let Ok(mut slot) = task.future.try_lock() else { continue };
        if let Some(future) = slot.as_mut() {
            if future.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
                *slot = None;
            }
        }
    }
}
async fn yield_now() {
    let mut first = true;
    poll_fn(move |cx| {
        if std::mem::take(&mut first) {
            cx.waker().wake_by_ref();
            Poll::Pending
        } else {
            Poll::Ready(())
        }
    })
    .await
}
fn main() {
    let queue: Queue = Arc::default();
    let future = async move {
        yield_now().await;
        SUM.fetch_add(1, SeqCst);
    };
    let task = Arc::new(Task { future: Mutex::new(Some(Box::pin(future))), queue: queue.clone() });
    queue.lock().unwrap().push_back(task);
    let q = queue.clone();
    let t = thread::spawn(move || work(&q));
    work(&queue);
    t.join().unwrap();
    println!("{}", SUM.load(SeqCst));
}
