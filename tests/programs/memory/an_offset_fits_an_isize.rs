// `byte_add` of a number that no isize holds is not a step backwards.

fn main() {
    let numbers = [1, 2];
    let second = numbers.as_ptr().wrapping_add(1);
    println!("{}", unsafe { *second.offset(-1) }); //~ PRINTS: 1
    println!("{}", unsafe { *second.wrapping_byte_add(4usize.wrapping_neg()) }); //~ PRINTS: 1
    let _ = unsafe { second.byte_add(4usize.wrapping_neg()) }; //~ UB: does not fit an `isize`
}
