// What rustc refuses by lints alone can be allowed, for all or for one function.
#![allow(static_mut_refs)]

static mut COUNTS: [i32; 2] = [1, 2];

#[allow(overflowing_literals)]
fn wrapped() -> i8 {
    200
}

fn main() {
    unsafe {
        COUNTS[0] += 1;
        println!("{:?} {}", &COUNTS, COUNTS.len()); //~ PRINTS: [2, 2] 2
    }
    println!("{}", wrapped()); //~ PRINTS: -56
}
