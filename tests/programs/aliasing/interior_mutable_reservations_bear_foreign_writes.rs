//@ aliasing: tree
use std::cell::Cell;

fn main() {
    let mut cell = Cell::new(0u8);
    let p = &raw mut cell;
    let reserved = unsafe { &mut *p };
    unsafe { (*p).set(3) };
    reserved.set(reserved.get() + 1);
    println!("{}", cell.get()); //~ PRINTS: 4
}
