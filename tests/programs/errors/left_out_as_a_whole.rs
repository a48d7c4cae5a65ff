// A crate that `cfg` leaves out is read, and has nothing in it, no `main` either.
#![cfg(any())]

fn main() {
    let number: i32 = "not a number";
} //~ ERROR E0601
