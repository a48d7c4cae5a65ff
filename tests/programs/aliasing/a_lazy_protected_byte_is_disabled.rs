//@ aliasing: tree
// What is disabled beside the bytes that a reference is to, is disabled without being undefined; its
// later use is.
fn write_beside(first: &mut u8, second: *mut u8) {
    unsafe { *second = 5 };
    let beside = first as *mut u8;
    unsafe { *beside.add(1) = 6 }; //~ UB: Disabled
}

fn main() {
    let mut pair = [0u8; 2];
    let p = &raw mut pair as *mut u8;
    write_beside(unsafe { &mut *p }, unsafe { p.add(1) });
}
