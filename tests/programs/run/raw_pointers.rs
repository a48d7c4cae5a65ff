use std::fmt::Debug;
use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicPtr, Ordering};

#[repr(C)]
struct Spaced(u32, u8);
#[repr(C, packed(2))]
struct Packed<T: ?Sized>(u8, std::mem::ManuallyDrop<T>);

fn main() {
    let mut numbers = [1u32, 2, 3, 4];
    let start = numbers.as_mut_ptr();
    let slice = ptr::slice_from_raw_parts_mut(start, 3);
    println!("{} {}", slice.len(), slice.is_null()); //~ PRINTS: 3 false
    let whole = NonNull::new(slice).unwrap();
    println!("{} {}", whole.len(), unsafe { whole.cast::<u32>().read() }); //~ PRINTS: 3 1
    unsafe { ptr::swap_nonoverlapping(start, start.add(2), 2) };
    println!("{numbers:?}"); //~ PRINTS: [3, 4, 1, 2]
    let object: *const dyn Debug = &raw const numbers[1];
    println!("{} {:?}", object.is_null(), unsafe { object.as_ref() }.unwrap()); //~ PRINTS: false 4
    println!("{}", object.cast::<u32>() == &raw const numbers[1]); //~ PRINTS: true
    let at = AtomicPtr::new(&raw mut numbers[0]);
    println!("{}", unsafe { *at.load(Ordering::Relaxed) }); //~ PRINTS: 3
    let tagged = at.fetch_or(1, Ordering::Relaxed);
    println!("{}", at.load(Ordering::Relaxed).addr() - tagged.addr()); //~ PRINTS: 1
    at.fetch_and(!1, Ordering::Relaxed);
    println!("{}", unsafe { *at.load(Ordering::Relaxed) }); //~ PRINTS: 3
    let (mut left, mut right) = ([1u32, 2], [3u32, 4]);
    unsafe { ptr::swap(left.as_mut_ptr().cast::<Spaced>(), right.as_mut_ptr().cast::<Spaced>()) };
    println!("{left:?} {right:?}"); //~ PRINTS: [3, 4] [1, 2]
    let packed: &Packed<dyn Debug> = &Packed(1, std::mem::ManuallyDrop::new(2u32));
    println!("{} {}", std::mem::size_of_val(packed), std::mem::align_of_val(packed)); //~ PRINTS: 6 2
    let tail = &raw const packed.1;
    println!("{}", unsafe { tail.cast::<u8>().byte_offset_from(packed) }); //~ PRINTS: 2
    let call: fn() -> u32 = || 5;
    let again = call as usize as *const ();
    println!("{}", unsafe { std::mem::transmute::<*const (), fn() -> u32>(again) }()); //~ PRINTS: 5
}
