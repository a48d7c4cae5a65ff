//@ outputs: 8 12 8 [8, 8]\n3 2 16 24 4\n16
// A length may be the size of a type that the program declares.
use std::mem::{align_of, size_of};

#[repr(C)]
struct Header {
    kind: u8,
    length: u32,
}
struct Mixed {
    a: u8,
    b: u32,
    c: u16,
    d: [u8; size_of::<Header>() - 4],
}
#[repr(C, packed)]
struct Packed(u8, u16);
#[repr(u16)]
#[allow(dead_code)]
enum Kind {
    One,
    Two,
}
#[repr(C)]
union Either {
    small: u8,
    large: (u64, u32),
}
struct Generic<T>(T, u8, *const Generic<T>);
struct Tail {
    length: u32,
    rest: [u8],
}

fn main() {
    let header = [0u8; size_of::<Header>()];
    let mixed: [u8; size_of::<Mixed>()] = [0; 12];
    let generic = [0u8; size_of::<Generic<u8>>() - 8];
    println!("{} {} {} {:?}", header.len(), mixed.len(), generic.len(), [[0u8; size_of::<Header>()]; 2].map(|row| row.len()));
    let either = [0u8; size_of::<Either>()];
    let generic = [0u8; size_of::<Generic<u64>>()];
    println!(
        "{} {} {} {} {}",
        [0u8; size_of::<Packed>()].len(),
        [0u8; size_of::<Kind>()].len(),
        either.len(),
        generic.len(),
        [0u8; align_of::<Header>()].len()
    );
    println!("{}", [0u8; size_of::<&Tail>()].len());
    let _ = |m: Mixed, h: Header, t: &Tail, e: Either, p: Packed| {
        (m.a, m.b, m.c, m.d, h.kind, h.length, t.length, t.rest.len(), unsafe { e.small }, p.0, p.1)
    };
}
