use std::mem;

#[repr(C)]
#[derive(Clone, Copy)]
struct Spaced {
    small: u8,
    large: u16,
}

fn main() {
    let spaced: Spaced = unsafe { mem::transmute(0x0102_0304u32) };
    println!("{} {}", spaced.small, spaced.large); //~ PRINTS: 4 258
    let bytes = (&raw const spaced).cast::<u8>();
    println!("{}", unsafe { *bytes.add(2) }); //~ PRINTS: 2
    println!("{}", unsafe { *bytes.add(1) }); //~ UB: uninitialized
}
