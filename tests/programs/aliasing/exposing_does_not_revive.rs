//@ models: stacked tree
fn main() {
    let mut n = 42;
    let root = &mut n;
    let exposed = root as *mut i32 as usize as *mut i32;
    let shared = &*root;
    unsafe { *exposed = 7 };
    println!("{}", *shared); //~[stacked] UB: not in the borrow stack
    //~[tree]^ UB: Disabled
}
