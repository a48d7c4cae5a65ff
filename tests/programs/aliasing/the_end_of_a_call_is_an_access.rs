//@ aliasing: tree
fn write(n: &mut u8) -> *mut u8 {
    *n = 1;
    n
}

fn main() {
    let mut n = 0u8;
    let p = &raw mut n;
    let first = unsafe { &mut *p };
    let from_call = write(first);
    unsafe { *from_call = 4 };
    *first = 5;
    let second = unsafe { &mut *p };
    *second = 6;
    unsafe { *from_call = 7 }; //~ UB: Disabled
}
