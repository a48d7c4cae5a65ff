//@ models: none stacked tree
//@ outputs: 1 2\n2 1\n2 2
// Where pointers do not stand at multiples of eight, the end of one and the begin of the next share a
// word; so do two that are copied over one another byte by byte.
use std::mem::MaybeUninit;

#[repr(C, packed)]
#[derive(Clone, Copy)]
struct Packed(u8, &'static i32, &'static i32);

static ONE: i32 = 1;
static TWO: i32 = 2;

fn bytes_of(place: &mut &'static i32) -> *mut MaybeUninit<u8> {
    std::ptr::from_mut(place).cast()
}

fn main() {
    let packed = Packed(0, &ONE, &TWO);
    let copy = packed;
    let (mut first, mut second) = (copy.1, copy.2);
    println!("{first} {second}");
    unsafe { std::ptr::swap_nonoverlapping(bytes_of(&mut first), bytes_of(&mut second), 8) };
    println!("{first} {second}");
    let (from, to) = (bytes_of(&mut first), bytes_of(&mut second));
    for i in 0..8 {
        unsafe { *to.add(i) = *from.add(i) };
    }
    println!("{first} {second}");
}
