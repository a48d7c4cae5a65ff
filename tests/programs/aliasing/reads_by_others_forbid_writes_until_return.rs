//@ aliasing: tree
fn go(own: &mut u8, other: *const u8) {
    let _seen = unsafe { *other };
    *own = 1; //~ UB: Reserved (conflicted)
}

fn main() {
    let mut n = 0u8;
    let p = &raw mut n;
    go(unsafe { &mut *p }, p);
}
