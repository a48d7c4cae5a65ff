// A value that a type cannot have tells `None` from it, at no cost.
use std::num::{NonZeroU8, NonZeroU32};
use std::ptr::NonNull;

enum Level { Low, High }

fn main() {
    println!("{}", size_of::<Option<NonZeroU32>>()); //~ PRINTS: 4
    println!("{}", size_of::<Option<NonZeroU8>>()); //~ PRINTS: 1
    println!("{}", size_of::<Option<NonNull<u8>>>()); //~ PRINTS: 8
    println!("{}", size_of::<Option<Option<Level>>>()); //~ PRINTS: 1
    println!("{}", size_of::<Option<u32>>()); //~ PRINTS: 8
    println!("{:?}", NonZeroU32::new(0)); //~ PRINTS: None
    println!("{:?}", NonZeroU32::new(7)); //~ PRINTS: Some(7)
    let levels = [Some(Level::Low), None, Some(Level::High)];
    println!("{}", levels.iter().flatten().count()); //~ PRINTS: 2
}
