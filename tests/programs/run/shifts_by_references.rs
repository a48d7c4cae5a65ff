fn main() {
    let mut x = 1u64;
    let by = 3u32;
    x <<= &by;
    x >>= &1i32;
    println!("{x} {} {}", 1u8 << &by, &1u16 << by); //~ PRINTS: 4 8 8
    let flags = [1u32, 4, 5].iter().fold(0u64, |all, bit| all | 1 << bit);
    println!("{flags:b}"); //~ PRINTS: 110010
}
