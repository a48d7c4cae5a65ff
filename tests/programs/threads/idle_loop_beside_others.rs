//@ explore
//@ executions: 2
//@ outputs: 3
// A thread that goes round an empty loop keeps nobody waiting: the end of main ends it.
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

static TOTAL: AtomicU32 = AtomicU32::new(0);

fn main() {
    thread::spawn(|| loop {});
    let adder = thread::spawn(|| {
        TOTAL.fetch_add(1, SeqCst);
    });
    TOTAL.fetch_add(2, SeqCst);
    adder.join().unwrap();
    println!("{}", TOTAL.load(SeqCst));
}
