//@ models: stacked tree
use std::cell::{Cell, UnsafeCell};

fn main() {
    let cell = UnsafeCell::new(1);
    let (a, b) = (cell.get(), cell.get());
    unsafe {
        *a = 2;
        *b = 3;
        *a += 1;
    }
    println!("{}", cell.into_inner()); //~ PRINTS: 4
    let mut n = 5;
    let c = Cell::from_mut(&mut n);
    let (x, y) = (c, c);
    x.set(y.get() + 1);
    y.set(x.get() * 2);
    println!("{n}"); //~ PRINTS: 12
}
