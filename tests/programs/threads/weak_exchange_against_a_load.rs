//@ explore
//@ executions: 3
//@ outputs: true 5|true 0|false 0
// A weak exchange that fails does not touch what it looks at, and so is not in the way of a load; one that
// succeeds is.
use std::sync::atomic::{AtomicU32, Ordering::*};
use std::thread;

static X: AtomicU32 = AtomicU32::new(0);

fn main() {
    let exchange = thread::spawn(|| X.compare_exchange_weak(0, 5, SeqCst, Relaxed).is_ok());
    let load = thread::spawn(|| X.load(SeqCst));
    println!("{} {}", exchange.join().unwrap(), load.join().unwrap());
}
