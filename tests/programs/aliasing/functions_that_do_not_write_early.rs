//@ models: tree-implicit-writes
#![allow(internal_features)]
#![feature(rustc_attrs)]
// With implicit writes a function that only passes a pointer on says so by `rustc_no_writable`: what
// enters it is not written to. Std's `as_mut_ptr` is such.

#[rustc_no_writable]
fn pointer_to(numbers: &mut [i32; 3]) -> *mut i32 {
    numbers as *mut [i32; 3] as *mut i32
}
fn writing_pointer_to(numbers: &mut [i32; 3]) -> *mut i32 {
    numbers as *mut [i32; 3] as *mut i32
}

fn main() {
    let mut numbers = [1, 2, 3];
    let p = &raw mut numbers;
    let (a, b) = unsafe { (&mut *p, &mut *p) };
    let _ = pointer_to(a);
    println!("{}", b[1]); //~ PRINTS: 2

    let (a, b) = unsafe { (&mut *p, &mut *p) };
    let _ = a.as_mut_ptr();
    println!("{}", b[1]); //~ PRINTS: 2

    let (a, b) = unsafe { (&mut *p, &mut *p) };
    std::mem::forget(a);
    println!("{}", b[1]); //~ PRINTS: 2

    let (a, b) = unsafe { (&mut *p, &mut *p) };
    let _ = writing_pointer_to(a);
    println!("{}", b[1]); //~ UB: Disabled
}
