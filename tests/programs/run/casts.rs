fn main() {
    println!("{}", 300i32 as u8); //~ PRINTS: 44
    println!("{}", -1i32 as u32); //~ PRINTS: 4294967295
    println!("{}", -1i8 as i64); //~ PRINTS: -1
    println!("{}", 200u8 as i8); //~ PRINTS: -56
    println!("{}", 'a' as u32); //~ PRINTS: 97
    println!("{}", 98u8 as char); //~ PRINTS: b
    println!("{}", true as i32 + false as i32); //~ PRINTS: 1
    println!("{}", usize::MAX as u16); //~ PRINTS: 65535
}
