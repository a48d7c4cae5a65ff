//@ models: stacked tree
#![allow(invalid_reference_casting)]

fn main() {
    let mut n = 1u32;
    let shared = &n;
    let wild = shared as *const u32 as usize as *mut u32;
    unsafe { *wild = 2 }; //~[stacked] UB: no exposed tag
    //~[tree]^ UB: no exposed tag
    n = 3;
    println!("{n}");
}
