//@ models: stacked tree
fn main() {
    let mut list = [0i32, 1, 2];
    let p = list.as_mut_ptr();
    let q = list.as_mut_slice().as_mut_ptr();
    unsafe { *q = 5 };
    unsafe { *p = 1 }; //~[stacked] UB: not in the borrow stack
    //~[tree]^ UB: Disabled
}
