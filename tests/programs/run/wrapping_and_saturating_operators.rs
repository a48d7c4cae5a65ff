use std::num::{Saturating, Wrapping};

fn main() {
    let w = Wrapping(200u8);
    println!("{} {} {} {} {} {}", -w, !w, w << 9, w >> 1, w & Wrapping(15), &w ^ &w); //~ PRINTS: 56 55 144 100 8 0
    println!("{} {}", [w, w].iter().sum::<Wrapping<u8>>(), [w, w].into_iter().product::<Wrapping<u8>>()); //~ PRINTS: 144 64
    println!("{w:x} {w:b} {:?}", -Saturating(i8::MIN)); //~ PRINTS: c8 11001000 127
    let mut s = Saturating(250u8);
    s += &Saturating(10);
    s ^= 1;
    println!("{} {}", s, !s | Saturating(4)); //~ PRINTS: 254 5
}
