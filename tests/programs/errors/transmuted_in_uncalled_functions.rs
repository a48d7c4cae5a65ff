// Sizes are compared whether the function is called or not; a size that depends on a parameter fits nothing.
use std::mem::transmute;

fn shorter(value: u64) -> u32 {
    unsafe { transmute(value) } //~ ERROR E0512
}
fn thinner(text: &str) -> usize {
    unsafe { transmute::<&str, usize>(text) } //~ ERROR E0512
}
fn of_any<T>(value: T) -> [u8; 4] {
    unsafe { transmute(value) } //~ ERROR E0512
}
fn fits(value: f32) -> u32 {
    unsafe { transmute(value) }
}

fn main() {}
