//@ explore
//@ always
//@ memory: c11
//@ outputs: Ok(0)|Err(0)
// A weak exchange may fail also where there is one store to read and no other thread.
use std::sync::atomic::{AtomicU32, Ordering::*};

fn main() {
    let a = AtomicU32::new(0);
    println!("{:?}", a.compare_exchange_weak(0, 1, Relaxed, Relaxed));
}
