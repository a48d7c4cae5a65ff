fn main() {
    let mut divisor = 2;
    while divisor >= 0 {
        let n = 10 / divisor; //~ PANIC: attempt to divide by zero
        println!("{n}"); //~ PRINTS: 5\n10
        divisor -= 1;
    }
}
