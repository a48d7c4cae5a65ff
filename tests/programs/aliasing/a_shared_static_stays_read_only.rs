//@ models: stacked tree
#![allow(invalid_reference_casting)]

static mut NUMBER: i32 = 3;

fn main() {
    let shared: &i32 = unsafe { &*&raw const NUMBER };
    let p = shared as *const i32 as *mut i32;
    unsafe { *p = 4 }; //~[stacked] UB: only grants SharedReadOnly
    //~[tree]^ UB: Frozen
}
