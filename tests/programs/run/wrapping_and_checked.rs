fn main() {
    println!("{}", 250u8.wrapping_add(10)); //~ PRINTS: 4
    println!("{}", i32::MIN.wrapping_sub(1)); //~ PRINTS: 2147483647
    println!("{:?} {:?}", 250u8.checked_add(5), 250u8.checked_add(6)); //~ PRINTS: Some(255) None
    println!("{} {}", 250u8.saturating_add(10), (-100i8).saturating_sub(100)); //~ PRINTS: 255 -128
    println!("{:?}", 200u8.overflowing_add(100)); //~ PRINTS: (44, true)
    println!("{} {}", 7i32.pow(3), (-7i32).abs()); //~ PRINTS: 343 7
    println!("{} {}", 3.max(9), 3.min(9)); //~ PRINTS: 9 3
}
