//@ explore
//@ outputs: 2
use std::thread;

static mut COUNTER: u32 = 0;

fn main() {
    let t = thread::spawn(|| {
        unsafe { COUNTER += 1 };
    });
    t.join().unwrap();
    unsafe { COUNTER += 1 };
    let n = unsafe { COUNTER };
    println!("{n}");
}
