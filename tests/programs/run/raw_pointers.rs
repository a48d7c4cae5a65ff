use std::fmt::Debug;
use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicPtr, Ordering};

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
    let call: fn() -> u32 = || 5;
    let again = call as usize as *const ();
    println!("{}", unsafe { std::mem::transmute::<*const (), fn() -> u32>(again) }()); //~ PRINTS: 5
}
