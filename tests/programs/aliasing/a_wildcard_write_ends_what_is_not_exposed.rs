//@ aliasing: tree
fn main() {
    let mut n = 1u32;
    let p = &raw mut n;
    let exposed = unsafe { &mut *p };
    let wild = exposed as *mut u32 as usize as *mut u32;
    let other = unsafe { &mut *p };
    unsafe { *wild = 4 };
    println!("{}", *other); //~ UB: Disabled
}
