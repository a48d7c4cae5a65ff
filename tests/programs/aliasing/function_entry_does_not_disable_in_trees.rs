//@ aliasing: tree
fn touch(_n: &mut i32) {}

fn main() {
    let mut n = 0;
    let r = &mut n;
    let p = r as *mut i32;
    touch(r);
    let after = unsafe { *p };
    println!("{after}"); //~ PRINTS: 0
}
