//@ expect: abort
// std aborts where its own requirements are broken, although the language has no rule against it yet.

fn main() {
    let mut data = [42u64; 4];
    let start = data.as_mut_ptr();
    unsafe { std::ptr::swap_nonoverlapping(start, start.add(2), 2) };
    println!("{data:?}"); //~ PRINTS: [42, 42, 42, 42]
    unsafe { std::ptr::swap_nonoverlapping(start, start.add(1), 2) };
}
