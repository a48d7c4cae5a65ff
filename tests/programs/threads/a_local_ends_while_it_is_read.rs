//@ explore
//@ always
// The end of a variable frees its memory, as a write to all of it: whoever looked at it meanwhile must
// have done so before. In the other order there is nothing left to look at.
use std::thread;

struct Sent(*const i32);
unsafe impl Send for Sent {}

fn lends_its_argument(local: i32) {
    let pointer = Sent(&local);
    thread::spawn(move || {
        let Sent(pointer) = { pointer };
        println!("{}", unsafe { *pointer });
    });
    thread::yield_now();
} //~ RACE: `local`: its end, a deallocation, by main

fn main() {
    lends_its_argument(1);
}
