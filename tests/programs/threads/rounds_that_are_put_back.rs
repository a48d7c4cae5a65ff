//@ explore
//@ outputs: 0 0 seen|0 1 seen|1 0 seen|1 1 seen
// A thread that changes something and puts it back may go round as often as it likes: others may see
// what it is in between, as often as they look, and need not.
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use std::thread;

static VALUE: AtomicU32 = AtomicU32::new(0);
static STOPS: AtomicBool = AtomicBool::new(false);

fn main() {
    let main = thread::current();
    let going_round = thread::spawn(move || {
        while !STOPS.load(SeqCst) {
            VALUE.store(1, SeqCst);
            main.unpark();
            VALUE.store(0, SeqCst);
        }
    });
    let (first, second) = (VALUE.load(SeqCst), VALUE.load(SeqCst));
    while VALUE.load(SeqCst) != 1 {}
    thread::park();
    STOPS.store(true, SeqCst);
    going_round.join().unwrap();
    println!("{first} {second} seen");
}
