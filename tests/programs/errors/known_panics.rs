// What would panic or overflow each time it runs, by numbers that are known while compiling.
const COUNT: usize = 3;

const TOP: u8 = 255;

struct Limits;

impl Limits {
    const STEP: u8 = 200;
}

fn by_name(list: [u8; 3]) -> u8 {
    let next = TOP + 1; //~ ERROR: will overflow
    let last = i32::MAX;
    let after = last + 1; //~ ERROR: will overflow
    let twice = Limits::STEP * 2; //~ ERROR: will overflow
    list[COUNT] //~ ERROR: will panic
}

fn by_zero(n: i32) -> i32 {
    n % 0 //~ ERROR: will panic
}

fn borrowed() {
    let mut top = 255u8;
    for _ in 0..1 {
        top += 1;
    }
    println!("{top}");
}

fn unreached(n: u8) -> u8 {
    if false {
        return 1 / 0;
    }
    let zero = 0;
    if zero > 0 { n / zero } else { n }
}

fn set_twice(is_low: bool) -> u8 {
    let step;
    if is_low {
        step = 1;
    } else {
        step = 200;
    }
    100 + step
}

fn main() {
    let list = [1, 2, 3];
    println!("{}", list[5]); //~ ERROR: will panic
    let at = 7;
    let _taken = list[at]; //~ ERROR: will panic
    let _sum: u8 = 255 + 1; //~ ERROR: will overflow
    let one = 1u32;
    let _shifted = one << 32; //~ ERROR: will overflow
    let below = 0usize;
    let _before = below - 1; //~ ERROR: will overflow
    let zero = 0;
    let _ratio = 10 / zero; //~ ERROR: will panic
    let _lowest = -128i8 - 1; //~ ERROR: will overflow
    let high = 200u8;
    if high > 100 {
        let _twice = high * 2; //~ ERROR: will overflow
    }
    let mut pair = [1, 2];
    pair[2] = 3; //~ ERROR: will panic
    println!("{pair:?} {} {} {} {COUNT}", by_zero(1), unreached(1), set_twice(true));
    borrowed();
}
