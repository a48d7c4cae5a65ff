// What makes a value on the heap, or is an impl of a trait, does not run while compiling.
use std::collections::HashMap;
use std::ops::Add;

#[derive(Debug, PartialEq, Clone, Copy)]
struct Meters(u32);

impl Add for Meters {
    type Output = Meters;
    fn add(self, other: Meters) -> Meters {
        Meters(self.0 + other.0)
    }
}

const BOXED: Box<i32> = Box::new(1); //~ ERROR E0015
const NUMBERS: Vec<i32> = vec![1, 2]; //~ ERROR E0015
const NONE: Vec<i32> = vec![];
const SUM: Meters = Meters(1) + Meters(2); //~ ERROR E0015
const IS_SAME: bool = matches!(Meters(1), Meters(2));
static TABLE: HashMap<u8, u8> = HashMap::new(); //~ ERROR E0015

const fn sum(to: u32) -> u32 {
    let mut sum = 0;
    for n in 0..to { //~ ERROR E0015
        sum += n;
    }
    sum
}

const fn named(n: u32) -> String {
    format!("{n}") //~ ERROR E0015
}

fn main() {
    println!("{BOXED} {NUMBERS:?} {NONE:?} {SUM:?} {IS_SAME} {:?} {} {}", TABLE, sum(3), named(1));
}
