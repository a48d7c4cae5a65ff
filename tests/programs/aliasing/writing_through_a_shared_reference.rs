//@ models: stacked tree
#![allow(invalid_reference_casting)]

fn main() {
    let n = 5;
    let p = &n as *const i32 as *mut i32;
    unsafe { *p = 6 }; //~[stacked] UB: only grants SharedReadOnly
    //~[tree]^ UB: Frozen
    println!("{n}");
}
