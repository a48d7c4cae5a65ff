//@ aliasing: tree
fn main() {
    let mut n = 0u8;
    let p = &raw mut n;
    let reserved = unsafe { &mut *p };
    unsafe { *p = 3 };
    *reserved += 1; //~ UB: Disabled
}
