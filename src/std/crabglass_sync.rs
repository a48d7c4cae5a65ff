// Only for programs that say: crabglass_sync
//
// What tasks of one thread share: a lock and a channel, at which a task waits without holding up the others.

use std::cell::{Cell, RefCell, UnsafeCell};
use std::collections::VecDeque;
use std::fmt;
use std::future::{Future, poll_fn};
use std::ops::{Deref, DerefMut};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// A lock for the tasks of one thread: who waits for it is not polled. First come, first served.
pub struct Mutex<T: ?Sized> {
    is_locked: Cell<bool>,
    tickets: Cell<usize>,
    waiting: RefCell<VecDeque<(usize, Waker)>>,
    value: UnsafeCell<T>,
}
impl<T> Mutex<T> {
    pub fn new(value: T) -> Mutex<T> { Mutex { is_locked: Cell::new(false), tickets: Cell::new(0), waiting: RefCell::new(VecDeque::new()), value: UnsafeCell::new(value) } }
    pub fn into_inner(self) -> T { self.value.into_inner() }
}
impl<T: ?Sized> Mutex<T> {
    pub fn lock(&self) -> Lock<'_, T> { Lock { mutex: self, ticket: None } }
    pub fn try_lock(&self) -> Option<MutexGuard<'_, T>> {
        if self.is_locked.replace(true) { None } else { Some(MutexGuard { mutex: self }) }
    }
    fn wake_next(&self) {
        if let (false, Some((_, waker))) = (self.is_locked.get(), self.waiting.borrow().front()) {
            waker.wake_by_ref();
        }
    }
}
/// A place in the queue for a lock.
pub struct Lock<'a, T: ?Sized> {
    mutex: &'a Mutex<T>,
    ticket: Option<usize>,
}
impl<'a, T: ?Sized> Future for Lock<'a, T> {
    type Output = MutexGuard<'a, T>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<MutexGuard<'a, T>> {
        let mutex = self.mutex;
        let mut waiting = mutex.waiting.borrow_mut();
        let is_my_turn = waiting.front().map_or(true, |first| Some(first.0) == self.ticket);
        if is_my_turn && !mutex.is_locked.replace(true) {
            if self.ticket.take().is_some() {
                waiting.pop_front();
            }
            return Poll::Ready(MutexGuard { mutex });
        }
        match self.ticket {
            Some(ticket) => waiting.iter_mut().filter(|entry| entry.0 == ticket).for_each(|entry| entry.1.clone_from(cx.waker())),
            None => {
                let ticket = mutex.tickets.replace(mutex.tickets.get() + 1);
                self.ticket = Some(ticket);
                waiting.push_back((ticket, cx.waker().clone()));
            }
        }
        Poll::Pending
    }
}
impl<T: ?Sized> Drop for Lock<'_, T> {
    fn drop(&mut self) {
        // Who stops waiting passes the wake on.
        if let Some(ticket) = self.ticket {
            self.mutex.waiting.borrow_mut().retain(|entry| entry.0 != ticket);
            self.mutex.wake_next();
        }
    }
}
pub struct MutexGuard<'a, T: ?Sized> {
    mutex: &'a Mutex<T>,
}
impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T { unsafe { &*self.mutex.value.get() } }
}
impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T { unsafe { &mut *self.mutex.value.get() } }
}
impl<T: ?Sized> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        self.mutex.is_locked.set(false);
        self.mutex.wake_next();
    }
}

// ---- Channel

struct Shared<T> {
    items: VecDeque<T>,
    capacity: usize,
    senders: usize,
    has_receiver: bool,
    receiving: Option<Waker>,
    sending: Vec<Waker>,
}
impl<T> Shared<T> {
    fn wake_receiver(&mut self) {
        if let Some(waker) = self.receiving.take() {
            waker.wake();
        }
    }
    fn wake_senders(&mut self) { std::mem::take(&mut self.sending).into_iter().for_each(Waker::wake) }
}
pub struct Sender<T> {
    shared: Rc<RefCell<Shared<T>>>,
}
pub struct Receiver<T> {
    shared: Rc<RefCell<Shared<T>>>,
}
/// The receiver is gone; here is the value.
#[derive(Debug, PartialEq, Eq)]
pub struct SendError<T>(pub T);
impl<T> fmt::Display for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("sending on a closed channel") }
}

/// Many senders, one receiver; a sender waits while `capacity` values lie in it.
pub fn channel<T>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    let shared = Shared { items: VecDeque::new(), capacity: capacity.max(1), senders: 1, has_receiver: true, receiving: None, sending: Vec::new() };
    let shared = Rc::new(RefCell::new(shared));
    (Sender { shared: shared.clone() }, Receiver { shared })
}
impl<T> Sender<T> {
    pub async fn send(&self, value: T) -> Result<(), SendError<T>> {
        let mut value = Some(value);
        poll_fn(|cx| {
            let mut shared = self.shared.borrow_mut();
            if !shared.has_receiver {
                return Poll::Ready(value.take().map_or(Ok(()), |value| Err(SendError(value))));
            }
            if shared.items.len() == shared.capacity {
                shared.sending.push(cx.waker().clone());
                return Poll::Pending;
            }
            shared.items.extend(value.take());
            shared.wake_receiver();
            Poll::Ready(Ok(()))
        })
        .await
    }
}
impl<T> Clone for Sender<T> {
    fn clone(&self) -> Sender<T> {
        self.shared.borrow_mut().senders += 1;
        Sender { shared: self.shared.clone() }
    }
}
impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let mut shared = self.shared.borrow_mut();
        shared.senders -= 1;
        if shared.senders == 0 {
            shared.wake_receiver();
        }
    }
}
impl<T> Receiver<T> {
    /// None when all senders are gone.
    pub async fn recv(&mut self) -> Option<T> {
        poll_fn(|cx| {
            let mut shared = self.shared.borrow_mut();
            if let Some(value) = shared.items.pop_front() {
                shared.wake_senders();
                return Poll::Ready(Some(value));
            }
            if shared.senders == 0 {
                return Poll::Ready(None);
            }
            shared.receiving = Some(cx.waker().clone());
            Poll::Pending
        })
        .await
    }
}
impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        let mut shared = self.shared.borrow_mut();
        shared.has_receiver = false;
        shared.wake_senders();
        let left = std::mem::take(&mut shared.items);
        drop(shared);
        drop(left);
    }
}
