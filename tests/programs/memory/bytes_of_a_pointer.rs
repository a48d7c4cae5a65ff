//@ models: none stacked tree
// A pointer's bytes may be copied one by one, to any place; together again they are the pointer.
// Once they have been numbers they are not.
use std::mem::MaybeUninit;

#[repr(packed)]
struct Packed(u8, *const i32);

fn main() {
    let x = 42;
    let p = &raw const x;
    let bytes = (&raw const p).cast::<MaybeUninit<u8>>();

    let mut copy = MaybeUninit::<*const i32>::uninit();
    for i in 0..8 {
        unsafe { *copy.as_mut_ptr().cast::<MaybeUninit<u8>>().add(i) = *bytes.add(i) };
    }
    assert_eq!(unsafe { *copy.assume_init() }, 42);

    let mut buffer = [MaybeUninit::<u8>::uninit(); 24];
    for i in 0..8 {
        buffer[3 + i] = unsafe { *bytes.add(i) };
    }
    assert_eq!(unsafe { *buffer.as_ptr().add(3).cast::<*const i32>().read_unaligned() }, 42);
    unsafe { buffer.as_mut_ptr().add(5).cast::<*const i32>().write_unaligned(p) };
    assert_eq!(unsafe { *buffer.as_ptr().add(5).cast::<*const i32>().read_unaligned() }, 42);

    let packed = Packed(1, p);
    let moved = packed;
    assert_eq!((moved.0, unsafe { *{ moved.1 } }), (1, 42));

    let halves: [MaybeUninit<u32>; 2] = unsafe { std::mem::transmute(p) };
    let whole: *const i32 = unsafe { std::mem::transmute([halves[0], halves[1]]) };
    assert_eq!(unsafe { *whole }, 42);

    let mut mixed: [MaybeUninit<u8>; 8] = unsafe { std::mem::transmute(p) };
    mixed.swap(6, 7);
    let mixed: *const i32 = unsafe { std::mem::transmute(mixed) };
    assert_eq!(mixed, p);
    println!("{}", unsafe { *mixed }); //~ UB: without provenance
}
