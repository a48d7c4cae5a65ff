//@ explore
//@ always
use std::thread;

static mut COUNTER: u32 = 0;

fn main() {
    let t = thread::spawn(|| {
        unsafe { COUNTER += 1 }; //~ RACE: data race on `COUNTER`: a read by thread 1 and a write by main
    });
    // Nothing makes the new thread go first: its access is the second of the two.
    unsafe { COUNTER += 1 };
    t.join().unwrap();
    let n = unsafe { COUNTER };
    println!("{n}");
}
