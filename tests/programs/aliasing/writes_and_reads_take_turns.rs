//@ aliasing: tree
fn main() {
    let mut n = 0u8;
    let base = &mut n;
    let child = unsafe { &mut *(base as *mut u8) };
    *child += 1;
    let seen = *base;
    println!("{seen}"); //~ PRINTS: 1
    *child += 1; //~ UB: Frozen
}
