// An element of a constant array is borrowed for ever; what is too large for its type, and allowed, is cut;
// a literal becomes an `f32` in one step.
const DIGITS: [u8; 3] = [7, 8, 9];
const LAST: &u8 = &DIGITS[2];

fn first() -> &'static u8 {
    &DIGITS[0]
}

fn main() {
    println!("{} {}", first(), LAST); //~ PRINTS: 7 9
    #[allow(overflowing_literals)]
    {
        println!("{} {} {}", 300u8, 0xFFi8, 256u8 as i32 + 0xFFi8 as i32); //~ PRINTS: 44 -1 -1
    }
    let halfway: f32 = 1.000000059604644775390625000000001;
    println!("{halfway:?}"); //~ PRINTS: 1.0000001
}
