//@ explore
//@ always
//@ outputs: Err("b") a dropped|Err("b") a done
// The first error ends a join: the other future is dropped, unless it was ready before.
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
struct Cell {
    v: Option<u32>,
    w: Option<Waker>,
}
struct Note<'a>(&'a std::cell::Cell<&'static str>);
impl Drop for Note<'_> {
    fn drop(&mut self) {
        if self.0.get() != "a done" {
            self.0.set("a dropped")
        }
    }
}
fn main() {
    let c: Arc<Mutex<Cell>> = Arc::default();
    let there = c.clone();
    let t = thread::spawn(move || {
        let mut c = there.lock().unwrap();
        c.v = Some(1);
        if let Some(w) = c.w.take() {
            w.wake();
        }
    });
    let note = std::cell::Cell::new("");
    let result: Result<(u32, u32), &str> = block_on(async {
        let mut a = pin!(async {
            let n = Note(&note);
            let v = poll_fn(|cx| {
                let mut c = c.lock().unwrap();
                match c.v {
                    Some(v) => Poll::Ready(v),
                    None => {
                        c.w = Some(cx.waker().clone());
                        Poll::Pending
                    }
                }
            })
            .await;
            n.0.set("a done");
            Ok::<u32, &str>(v)
        });
        let mut b = pin!(async { Err::<u32, &str>("b") });
        let mut got = None;
        poll_fn(|cx| {
            if got.is_none() {
                if let Poll::Ready(r) = a.as_mut().poll(cx) {
                    got = Some(r?);
                }
            }
            match b.as_mut().poll(cx) {
                Poll::Ready(Err(e)) => Poll::Ready(Err(e)),
                Poll::Ready(Ok(v)) => Poll::Ready(Ok((got.unwrap(), v))),
                Poll::Pending => Poll::Pending,
            }
        })
        .await
    });
    println!("{result:?} {}", note.get());
    t.join().unwrap();
}
