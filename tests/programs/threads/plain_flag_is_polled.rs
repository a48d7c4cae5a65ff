//@ explore
//@ always
// The loop goes round for ever if it comes first; that the flag is no atomic is found all the same.
use std::thread;

static mut READY: bool = false;

fn main() {
    let waiter = thread::spawn(|| {
        while unsafe { !READY } {}
        println!("ready");
    });
    println!("go");
    unsafe { READY = true }; //~ RACE: data race on `READY`: a write by main and a read by thread 1
    waiter.join().unwrap();
}
