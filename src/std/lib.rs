// The root of the standard library subset. Every other file of this folder is a public module of its
// own name; `core` and `alloc` are other names for the same crate. Macros stand in macros.rs.
// What the machine provides is in intrinsics.rs; everything else is Rust, run like any program.

pub mod prelude {
    pub mod v1 {
        pub use crate::marker::{Copy, Send, Sized, Sync, Unpin};
        pub use crate::ops::{Drop, Fn, FnMut, FnOnce, AsyncFn, AsyncFnMut, AsyncFnOnce};
        pub use crate::mem::{drop, size_of, size_of_val, align_of, align_of_val};
        pub use crate::boxed::Box;
        pub use crate::borrow::ToOwned;
        pub use crate::clone::Clone;
        pub use crate::cmp::{Eq, Ord, PartialEq, PartialOrd};
        pub use crate::convert::{AsMut, AsRef, From, Into};
        pub use crate::default::Default;
        pub use crate::iter::{DoubleEndedIterator, ExactSizeIterator, Extend, IntoIterator, Iterator};
        pub use crate::option::Option::{self, None, Some};
        pub use crate::result::Result::{self, Err, Ok};
        pub use crate::string::{String, ToString};
        pub use crate::vec::Vec;
    }
    pub mod rust_2015 {
        pub use super::v1::*;
    }
    pub mod rust_2021 {
        pub use super::v1::*;
        pub use crate::convert::{TryFrom, TryInto};
        pub use crate::iter::FromIterator;
    }
    pub mod rust_2024 {
        pub use super::rust_2021::*;
        pub use crate::future::{Future, IntoFuture};
    }
}

macro_rules! integer_modules {
    ($($T:ident)*) => {$(
        pub mod $T {
            pub const MIN: $T = <$T>::MIN;
            pub const MAX: $T = <$T>::MAX;
        }
    )*};
}
integer_modules!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
