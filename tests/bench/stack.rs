// A lock-free stack: threads push and pop.
//@ with THREADS = 2: 22 + 8 blocked (GenMC); 132 (loom)
//@ with THREADS = 3: 4,812 + 3,456 blocked (GenMC)
//@ memory: c11
use std::ptr::null_mut;
use std::sync::atomic::{AtomicPtr, Ordering::*};
use std::thread;

struct Node {
    value: u32,
    next: AtomicPtr<Node>,
}

const THREADS: u32 = 2;
static TOP: AtomicPtr<Node> = AtomicPtr::new(null_mut());

fn push(value: u32) {
    let node = Box::into_raw(Box::new(Node { value, next: AtomicPtr::new(null_mut()) }));
    loop {
        let top = TOP.load(Acquire);
        unsafe { (*node).next.store(top, Relaxed) };
        if TOP.compare_exchange(top, node, Release, Relaxed).is_ok() {
            return;
        }
    }
}

fn pop() -> Option<u32> {
    loop {
        let top = TOP.load(Acquire);
        if top.is_null() {
            return None;
        }
        let next = unsafe { (*top).next.load(Relaxed) };
        if TOP.compare_exchange(top, next, AcqRel, Relaxed).is_ok() {
            return Some(unsafe { (*top).value });
        }
    }
}

fn main() {
    let threads: Vec<_> = (0..THREADS)
        .map(|i| {
            thread::spawn(move || {
                push(i);
                assert!(pop().is_some());
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
}
