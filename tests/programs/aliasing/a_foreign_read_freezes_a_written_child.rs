//@ models: stacked tree
fn main() {
    let n = &mut 0u8;
    let p = n as *mut u8;
    let child = unsafe { &mut *p };
    *child = 1;
    let _read = *n;
    *child = 2; //~[stacked] UB: not in the borrow stack
    //~[tree]^ UB: Frozen
}
