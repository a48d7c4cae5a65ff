//@ models: none
// `raw_eq` compares bytes as they are: those of a pointer are more than a number.
#![feature(core_intrinsics)]
#![allow(internal_features)]
use std::intrinsics::{disjoint_bitor, fadd_fast, ptr_offset_from_unsigned, raw_eq};

fn main() {
    let (one, two) = ([1u8, 2], [1u8, 3]);
    unsafe {
        assert!(raw_eq(&one, &one) && !raw_eq(&one, &two));
        assert!(raw_eq(&[(); 2], &[(); 2]));
        assert_eq!(disjoint_bitor(4u8, 3), 7);
        assert_eq!(fadd_fast(1.5f64, 2.0), 3.5);
        assert_eq!(ptr_offset_from_unsigned(&one[1], &one[0]), 1);
        raw_eq(&&one, &&one); //~ UB: `raw_eq` on bytes of a pointer
    }
}
