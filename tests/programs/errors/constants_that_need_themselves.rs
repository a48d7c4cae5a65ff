// The value of a constant needs its own.
const FIRST: i32 = SECOND + 1; //~ ERROR E0391
const SECOND: i32 = THIRD * 2;
const THIRD: i32 = FIRST;
const FINE: i32 = 3;
const STEP: fn(u32) -> u32 = |n| if n == 0 { 0 } else { STEP(n - 1) };

fn main() {
    println!("{} {FINE} {}", SECOND, STEP(2));
}
