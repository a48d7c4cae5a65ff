// A pointer may be returned as a reference; then it has to be one where it arrives.

use std::mem::transmute;

static NUMBER: i32 = 7;

fn address(exists: bool) -> *const i32 {
    if exists { &raw const NUMBER } else { std::ptr::null() }
}

fn main() {
    let as_reference: fn(bool) -> &'static i32 = unsafe { transmute(address as fn(bool) -> *const i32) };
    let as_option: fn(bool) -> Option<&'static i32> = unsafe { transmute(address as fn(bool) -> *const i32) };
    println!("{} {:?} {:?}", as_reference(true), as_option(true), as_option(false)); //~ PRINTS: 7 Some(7) None
    let _none = as_reference(false); //~ UB: null
}
