//@ models: stacked tree
fn main() {
    let mut n = 1;
    let r = &mut n;
    let p = r as *mut i32;
    let q = p;
    unsafe {
        *p += 1;
        *q += 1;
        *p += 1;
    }
    *r += 1;
    println!("{n}"); //~ PRINTS: 5
}
