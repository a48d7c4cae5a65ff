//@ aliasing: stacked
fn take(_n: &mut i32) {}

fn main() {
    let n = &mut 5;
    let p = n as *mut i32;
    let dead = unsafe { &mut *p };
    let _read = unsafe { *p };
    take(dead); //~ UB: not in the borrow stack
}
