use std::num::*;

fn main() {
    println!("{} {}", std::any::type_name::<Wrapping<i8>>(), std::any::type_name::<Saturating<u16>>()); //~ PRINTS: core::num::wrapping::Wrapping<i8> core::num::saturating::Saturating<u16>
}
