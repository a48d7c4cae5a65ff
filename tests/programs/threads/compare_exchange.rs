//@ explore
//@ outputs: 1 winner
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

static TAKEN: AtomicBool = AtomicBool::new(false);
static WINNERS: AtomicUsize = AtomicUsize::new(0);

fn compete() {
    if TAKEN.compare_exchange(false, true, Ordering::SeqCst, Ordering::SeqCst).is_ok() {
        WINNERS.fetch_add(1, Ordering::SeqCst);
    }
}

fn main() {
    let t = thread::spawn(compete);
    compete();
    t.join().unwrap();
    println!("{} winner", WINNERS.load(Ordering::SeqCst));
}
