//@ models: stacked tree
// `transmute` is a cast in place, not a call: what is given to it is not protected.
use std::cell::Cell;
use std::mem;

fn main() {
    let x = &mut Cell::new(0);
    let y: &mut Cell<i32> = unsafe { mem::transmute(&mut *x) };
    let shared = &*x;
    shared.set(1);
    println!("{}", *y.get_mut()); //~[tree] PRINTS: 1
    //~[stacked]^ UB: not in the borrow stack
}
