//@ models: stacked tree
fn main() {
    let mut n = 1;
    let p = &raw mut n;
    let first = unsafe { &mut *p };
    *first = 2;
    unsafe { *p = 3 };
    println!("{}", *first); //~[stacked] UB: not in the borrow stack
    //~[tree]^ UB: Disabled
}
