// A literal must fit its type; `-` before it counts.
fn main() {
    let a: u8 = 256; //~ ERROR: literal out of range for `u8`
    let b: i8 = -128;
    let c = 0xFFFF_FFFF_i32; //~ ERROR: literal out of range for `i32`
    let d = -129i8; //~ ERROR: literal out of range for `i8`
    let e = 340282366920938463463374607431768211455u128;
    let f = 300 as u8; //~ ERROR: literal out of range for `u8`
    println!("{a} {b} {c} {d} {e} {f}");
}
