//@ aliasing: tree
// Both may be used for the whole array as long as they write to bytes of their own.
fn fill(a: &mut u8, b: &mut u8) {
    *a = 1;
    *b = 2;
}

fn main() {
    let mut pair = [0u8; 2];
    let p = &raw mut pair;
    unsafe { fill(&mut (*p)[0], &mut (*p)[1]) };
    println!("{pair:?}"); //~ PRINTS: [1, 2]
}
