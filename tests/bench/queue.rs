// A lock-free queue: two threads put, one takes.
//@ natively: 188 (GenMC)
//@ memory: c11
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, Ordering::*};
use std::thread;

struct Node {
    value: u32,
    next: AtomicPtr<Node>,
}

struct Queue {
    head: AtomicPtr<Node>,
    tail: AtomicPtr<Node>,
}

fn new_node(value: u32) -> *mut Node {
    Box::into_raw(Box::new(Node { value, next: AtomicPtr::new(null_mut()) }))
}

impl Queue {
    fn put(&self, value: u32) {
        let node = new_node(value);
        loop {
            let tail = self.tail.load(Acquire);
            let next = unsafe { (*tail).next.load(Acquire) };
            if tail != self.tail.load(Acquire) {
                continue;
            }
            if !next.is_null() {
                let _ = self.tail.compare_exchange(tail, next, Release, Relaxed);
            } else if unsafe { &(*tail).next }.compare_exchange(next, node, Release, Relaxed).is_ok() {
                let _ = self.tail.compare_exchange(tail, node, Release, Relaxed);
                return;
            }
        }
    }

    fn take(&self) -> Option<u32> {
        loop {
            let head = self.head.load(Acquire);
            let tail = self.tail.load(Acquire);
            let next = unsafe { (*head).next.load(Acquire) };
            if self.head.load(Acquire) != head {
                continue;
            }
            if head != tail {
                let value = unsafe { (*next).value };
                if self.head.compare_exchange(head, next, Release, Relaxed).is_ok() {
                    return Some(value);
                }
            } else if next.is_null() {
                return None;
            } else {
                let _ = self.tail.compare_exchange(tail, next, Release, Relaxed);
            }
        }
    }
}

fn main() {
    let dummy = new_node(0);
    let queue: &'static Queue =
        Box::leak(Box::new(Queue { head: AtomicPtr::new(dummy), tail: AtomicPtr::new(dummy) }));
    let mut threads = vec![thread::spawn(move || {
        queue.take();
    })];
    for i in 1..=2 {
        threads.push(thread::spawn(move || queue.put(i)));
    }
    for thread in threads {
        thread.join().unwrap();
    }
}
