#[repr(packed)]
struct Packed {
    tag: u8,
    number: u32,
}

fn main() {
    let packed = Packed { tag: 1, number: 2 };
    println!("{}", packed.tag);
    let copy = packed.number;
    println!("{copy} {}", { packed.number });
    let pointer = &raw const packed.number;
    println!("{}", unsafe { pointer.read_unaligned() });
    let number = &packed.number; //~ ERROR E0793
    println!("{number}");
}
