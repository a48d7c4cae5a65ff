//@ models: stacked tree
use std::cell::Cell;

struct Mixed {
    plain: u32,
    cell: Cell<u32>,
}

fn main() {
    let mut mixed = Mixed { plain: 0, cell: Cell::new(1) };
    let shared = &raw mut mixed;
    let r = unsafe { &*shared };
    let p = r as *const Mixed as *mut Mixed;
    unsafe { (*p).cell.set(7) };
    println!("{}", r.cell.get()); //~ PRINTS: 7
    unsafe { (*p).plain = 3 }; //~[stacked] UB: SharedReadOnly
    //~[tree]^ UB: Frozen
}
