//@ explore
//@ always
//@ outputs: done
// The waker of a task may be used on another thread: the executor is unparked, whoever comes first.
use crabglass::task;
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};
use std::thread;

#[derive(Default)]
struct Shared {
    is_done: bool,
    waker: Option<Waker>,
}

fn main() {
    let shared = Arc::new(Mutex::new(Shared::default()));
    let other = shared.clone();
    let worker = thread::spawn(move || {
        let mut shared = other.lock().unwrap();
        shared.is_done = true;
        if let Some(waker) = shared.waker.take() {
            waker.wake();
        }
    });
    task::block_on(std::future::poll_fn(|cx| {
        let mut shared = shared.lock().unwrap();
        if shared.is_done {
            return Poll::Ready(());
        }
        shared.waker = Some(cx.waker().clone());
        Poll::Pending
    }));
    worker.join().unwrap();
    println!("done");
}
