// A function without a body names its parameters at most.
trait Adds {
    fn add((left, right): (u8, u8)) -> u8; //~ ERROR E0642
    fn take(&self, mut count: u8); //~ ERROR: has no body
    fn drop(_: u8);
    fn both((left, right): (u8, u8)) -> u8 {
        left + right
    }
}

unsafe extern "C" {
    fn abs(mut number: i32) -> i32; //~ ERROR E0130
}

fn main() {}
