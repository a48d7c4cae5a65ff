fn add(a: u8, b: u8) -> u8 {
    a + b //~ PANIC: attempt to add with overflow
}

fn main() {
    println!("{}", add(200, 55)); //~ PRINTS: 255
    println!("{}", add(200, 56));
}
