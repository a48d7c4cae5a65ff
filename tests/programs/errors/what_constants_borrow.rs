// A constant's value may borrow what is made in it only if nobody can change that.
use std::cell::Cell;
use std::sync::atomic::AtomicUsize;

const NUMBER: &mut i32 = &mut 3; //~ ERROR E0764
const NUMBERS: &mut [i32] = &mut []; //~ ERROR E0764
const INNER: i32 = {
    let number = &mut 3;
    *number + 1
};
static mut CHANGED: &mut i32 = &mut 4;
static COUNT: &AtomicUsize = &AtomicUsize::new(0); //~ ERROR E0492
const CELL: &Cell<i32> = &Cell::new(1); //~ ERROR E0492
const NO_CELL: &Option<Cell<i32>> = &None;
static ATOMIC: AtomicUsize = AtomicUsize::new(0);
static FINE: &AtomicUsize = &ATOMIC;

fn main() {}
