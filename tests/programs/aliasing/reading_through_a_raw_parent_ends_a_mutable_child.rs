//@ models: stacked tree
fn main() {
    let n = &mut 15;
    let p = n as *mut i32;
    let child = unsafe { &mut *p };
    let _read = unsafe { *p };
    println!("{}", *child); //~[stacked] UB: not in the borrow stack
    //~[tree]^ PRINTS: 15
}
