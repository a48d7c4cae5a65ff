//@ explore
//@ always
use std::thread;

static mut COUNTER: u32 = 0;

fn main() {
    let t = thread::spawn(|| {
        unsafe { COUNTER += 1 };
    });
    unsafe { COUNTER += 1 }; //~ RACE: data race
    t.join().unwrap();
    let n = unsafe { COUNTER };
    println!("{n}");
}
