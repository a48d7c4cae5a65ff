fn main() {
    let by = std::hint::black_box(32u32);
    println!("{}", 1i32 << (by - 1)); //~ PRINTS: -2147483648
    println!("{}", 1i32 << by); //~ PANIC: attempt to shift left with overflow
}
