//@ models: stacked tree
use std::cell::UnsafeCell;

fn free(cell: &UnsafeCell<i32>, p: *mut UnsafeCell<i32>) {
    let _ = cell;
    drop(unsafe { Box::from_raw(p) });
}

fn main() {
    let p = Box::into_raw(Box::new(UnsafeCell::new(1)));
    free(unsafe { &*p }, p);
    println!("freed"); //~ PRINTS: freed
}
