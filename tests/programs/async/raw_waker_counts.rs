//@ outputs: clone: c10\nby ref: r11\nwake: c11 w11\ntrue false false\nwill_wake: c12 d13\nclone_from other: c10 c10 d11\nclone_from same: \ndrop: d11 d12\npoll: \npolled: c10 r10 w11\n0xa true\nend: d10 d10\ntrue
// Which functions of a waker's table are called, and when.
use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::task::{RawWaker, RawWakerVTable};

async fn p() {
    let mut d = false;
    poll_fn(move |_| {
        if d {
            Poll::Ready(())
        } else {
            d = true;
            Poll::Pending
        }
    })
    .await
}
thread_local!(static LOG: RefCell<Vec<String>> = RefCell::new(vec![]));
fn say(what: &str, d: *const ()) {
    LOG.with(|l| l.borrow_mut().push(format!("{what}{}", d as usize)));
}
unsafe fn clone(d: *const ()) -> RawWaker {
    say("c", d);
    RawWaker::new((d as usize + 1) as *const (), &T)
}
unsafe fn wake(d: *const ()) {
    say("w", d)
}
unsafe fn wbr(d: *const ()) {
    say("r", d)
}
unsafe fn dropw(d: *const ()) {
    say("d", d)
}
static T: RawWakerVTable = RawWakerVTable::new(clone, wake, wbr, dropw);
fn flush(s: &str) {
    println!("{s}: {}", LOG.with(|l| l.borrow_mut().drain(..).collect::<Vec<_>>().join(" ")));
}
fn main() {
    let w = unsafe { Waker::from_raw(RawWaker::new(10 as *const (), &T)) };
    let v = w.clone();
    flush("clone");
    v.wake_by_ref();
    flush("by ref");
    let u = v.clone();
    v.wake();
    flush("wake");
    println!("{} {} {}", w.will_wake(&w), w.will_wake(&u), u.will_wake(&u.clone()));
    flush("will_wake");
    let mut t = w.clone();
    t.clone_from(&w);
    flush("clone_from other");
    let mut s = unsafe { Waker::new(10 as *const (), &T) };
    s.clone_from(&w);
    flush("clone_from same");
    drop((t, u));
    flush("drop");
    {
        let mut cx = Context::from_waker(&w);
        let mut f = pin!(async {
            p().await;
            poll_fn(|cx| {
                let k = cx.waker().clone();
                cx.waker().wake_by_ref();
                k.wake();
                Poll::Ready(())
            })
            .await;
        });
        while f.as_mut().poll(&mut cx).is_pending() {
            flush("poll");
        }
    }
    flush("polled");
    println!("{:?} {}", w.data(), std::ptr::eq(w.vtable(), &T));
    drop(w);
    drop(s);
    flush("end");
    println!("{:?}", Waker::noop().clone().will_wake(Waker::noop()));
}
