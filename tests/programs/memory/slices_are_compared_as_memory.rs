// Slices of bytes are compared by memcmp, which looks at all bytes: also at those behind a difference.

use std::alloc::{alloc, Layout};
use std::slice::from_raw_parts;

fn main() {
    println!("{:?} {}", b"ab"[..].cmp(&b"b"[..]), [1u16, 2][..] == [1u16, 3][..]); //~ PRINTS: Less false
    println!("{:?} {:?}", [1u8][..].cmp(&[1, 2][..]), [2u8, 0][..].cmp(&[1, 9][..])); //~ PRINTS: Less Greater
    println!("{}", [1.0, f64::NAN][..] == [1.0, f64::NAN][..]); //~ PRINTS: false
    unsafe {
        let memory = alloc(Layout::from_size_align(8, 8).unwrap());
        *memory = 1;
        *memory.add(4) = 2;
        let _ = from_raw_parts(memory, 4).cmp(from_raw_parts(memory.add(4), 4)); //~ UB: uninitialized
    }
}
