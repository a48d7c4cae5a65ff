//@ outputs: 2\n3\nwake 4\n3\nwake 3\n2\ntrue true\n2 2\ndrop A\nB by ref 2\nB wake 3\n2 10\n1\nB wake 1\ndrop B\n0\ndrop A
// Who holds the Arc of a waker.
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::task::{Wake, Waker};

struct A(AtomicU32);
impl Wake for A {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, SeqCst);
        println!("wake {}", Arc::strong_count(&self));
    }
}
struct B(AtomicU32);
impl Wake for B {
    fn wake(self: Arc<Self>) {
        println!("B wake {}", Arc::strong_count(&self));
    }
    fn wake_by_ref(self: &Arc<Self>) {
        self.0.fetch_add(10, SeqCst);
        println!("B by ref {}", Arc::strong_count(self));
    }
}
impl Drop for A {
    fn drop(&mut self) {
        println!("drop A")
    }
}
impl Drop for B {
    fn drop(&mut self) {
        println!("drop B")
    }
}
fn main() {
    let a = Arc::new(A(AtomicU32::new(0)));
    let w = Waker::from(a.clone());
    println!("{}", Arc::strong_count(&a));
    let v = w.clone();
    println!("{}", Arc::strong_count(&a));
    w.wake_by_ref();
    println!("{}", Arc::strong_count(&a));
    v.wake();
    println!("{}", Arc::strong_count(&a));
    println!("{} {}", w.will_wake(&w.clone()), w.will_wake(&Waker::from(a.clone())));
    println!("{} {}", Arc::strong_count(&a), a.0.load(SeqCst));
    drop(w);
    drop(a);
    let b = Arc::new(B(AtomicU32::new(0)));
    let w: Waker = b.clone().into();
    w.wake_by_ref();
    w.clone().wake();
    println!("{} {}", Arc::strong_count(&b), b.0.load(SeqCst));
    let weak = Arc::downgrade(&b);
    drop(b);
    println!("{}", weak.strong_count());
    w.wake();
    println!("{}", weak.strong_count());
    let raw: std::task::RawWaker = Arc::new(A(AtomicU32::new(5))).into();
    drop(unsafe { Waker::from_raw(raw) });
}
