fn main() {
    let bytes = [0u8; 8];
    let even = bytes.as_ptr().wrapping_add(bytes.as_ptr().addr() % 2);
    let none = unsafe { *even.cast::<[u16; 0]>() };
    println!("{}", none.len()); //~ PRINTS: 0
    let _none = unsafe { *even.wrapping_add(1).cast::<[u16; 0]>() }; //~ UB: not aligned
}
