// A function pointer is called by the convention that its type names; that must be the function's own.

use std::mem::transmute;

extern "C" fn twice(n: i32) -> i32 {
    2 * n
}
fn half(n: i32) -> i32 {
    n / 2
}

fn main() {
    let c: extern "C" fn(i32) -> i32 = twice;
    let rust: fn(i32) -> i32 = half;
    println!("{} {}", c(4), rust(4)); //~ PRINTS: 8 2
    let back = unsafe { transmute::<fn(i32) -> i32, extern "C" fn(i32) -> i32>(transmute(c)) };
    println!("{}", back(5)); //~ PRINTS: 10
    let other = unsafe { transmute::<extern "C" fn(i32) -> i32, fn(i32) -> i32>(twice) };
    println!("{}", other(4)); //~ UB: extern "C"
}
