fn main() {
    let a: i32 = 17;
    let b: i32 = 5;
    println!("{} {} {} {} {}", a + b, a - b, a * b, a / b, a % b); //~ PRINTS: 22 12 85 3 2
    println!("{} {}", -a / b, -a % b); //~ PRINTS: -3 -2
    println!("{} {} {}", a & b, a | b, a ^ b); //~ PRINTS: 1 21 20
    println!("{} {} {}", 1u8 << 7, -8i32 >> 1, 0xf0u8 >> 4); //~ PRINTS: 128 -4 15
    println!("{} {}", !0u8, !5i32); //~ PRINTS: 255 -6
    let mut n = 1u64;
    n += 2;
    n *= 10;
    n -= 5;
    n <<= 2;
    n |= 1;
    println!("{n}"); //~ PRINTS: 101
    println!("{}", u64::MAX); //~ PRINTS: 18446744073709551615
    println!("{} {}", i8::MIN, i128::MAX); //~ PRINTS: -128 170141183460469231731687303715884105727
}
