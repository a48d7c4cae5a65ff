// Only for programs that say: NonZero NonZeroI8 NonZeroI16 NonZeroI32 NonZeroI64 NonZeroI128 NonZeroIsize NonZeroU8 NonZeroU16 NonZeroU32 NonZeroU64 NonZeroU128 NonZeroUsize
// What can be done with integers that are not zero; the type itself stands in num.rs.

use crate::intrinsics;
use crate::num::{IntErrorKind, NonZero, ParseIntError, TryFromIntError};
use crate::str::FromStr;

macro_rules! non_zero {
    ($($T:ident $Name:ident)*) => {$(
        pub type $Name = NonZero<$T>;
        impl NonZero<$T> {
            pub const BITS: u32 = <$T>::BITS;
            pub const MAX: NonZero<$T> = NonZero(<$T>::MAX);
            pub const MIN: NonZero<$T> = NonZero(if <$T>::MIN == 0 { 1 } else { <$T>::MIN });
            pub const fn leading_zeros(self) -> u32 { intrinsics::ctlz(self.0) }
            pub const fn trailing_zeros(self) -> u32 { intrinsics::cttz(self.0) }
            pub const fn checked_mul(self, other: NonZero<$T>) -> Option<NonZero<$T>> {
                match self.0.checked_mul(other.0) {
                    Some(product) => Some(NonZero(product)),
                    None => None,
                }
            }
            pub const fn checked_pow(self, exp: u32) -> Option<NonZero<$T>> {
                match self.0.checked_pow(exp) {
                    Some(power) => Some(NonZero(power)),
                    None => None,
                }
            }
            pub const fn saturating_mul(self, other: NonZero<$T>) -> NonZero<$T> { NonZero(self.0.saturating_mul(other.0)) }
        }
        impl From<NonZero<$T>> for $T {
            fn from(value: NonZero<$T>) -> $T { value.0 }
        }
        impl TryFrom<$T> for NonZero<$T> {
            type Error = TryFromIntError;
            fn try_from(value: $T) -> Result<NonZero<$T>, TryFromIntError> { if value == 0 { Err(TryFromIntError(())) } else { Ok(NonZero(value)) } }
        }
        impl FromStr for NonZero<$T> {
            type Err = ParseIntError;
            fn from_str(text: &str) -> Result<NonZero<$T>, ParseIntError> {
                match <$T>::from_str_radix(text, 10) {
                    Ok(0) => Err(ParseIntError { kind: IntErrorKind::Zero }),
                    Ok(value) => Ok(NonZero(value)),
                    Err(error) => Err(error),
                }
            }
        }
    )*};
}
non_zero! {
    i8 NonZeroI8 i16 NonZeroI16 i32 NonZeroI32 i64 NonZeroI64 i128 NonZeroI128 isize NonZeroIsize
    u8 NonZeroU8 u16 NonZeroU16 u32 NonZeroU32 u64 NonZeroU64 u128 NonZeroU128 usize NonZeroUsize
}
macro_rules! non_zero_unsigned {
    ($($T:ident)*) => {$(
        impl NonZero<$T> {
            pub const fn checked_add(self, other: $T) -> Option<NonZero<$T>> {
                match self.0.checked_add(other) {
                    Some(sum) => Some(NonZero(sum)),
                    None => None,
                }
            }
            pub const fn saturating_add(self, other: $T) -> NonZero<$T> { NonZero(self.0.saturating_add(other)) }
            pub const fn is_power_of_two(self) -> bool { self.0.is_power_of_two() }
            pub const fn ilog2(self) -> u32 { self.0.ilog2() }
            pub const fn ilog10(self) -> u32 { self.0.ilog10() }
        }
        impl crate::ops::Div<NonZero<$T>> for $T {
            type Output = $T;
            fn div(self, other: NonZero<$T>) -> $T { self / other.0 }
        }
        impl crate::ops::Rem<NonZero<$T>> for $T {
            type Output = $T;
            fn rem(self, other: NonZero<$T>) -> $T { self % other.0 }
        }
    )*};
}
non_zero_unsigned!(u8 u16 u32 u64 u128 usize);
macro_rules! non_zero_counts {
    ($($T:ident)*) => {$(
        impl NonZero<$T> {
            pub const fn count_ones(self) -> NonZero<u32> { NonZero(self.0.count_ones()) }
            pub const fn saturating_pow(self, exp: u32) -> NonZero<$T> { NonZero(self.0.saturating_pow(exp)) }
        }
    )*};
}
non_zero_counts!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
macro_rules! non_zero_signs {
    ($($T:ident $Unsigned:ident)*) => {$(
        impl NonZero<$T> {
            pub const fn is_positive(self) -> bool { self.0 > 0 }
            pub const fn is_negative(self) -> bool { self.0 < 0 }
            pub const fn abs(self) -> NonZero<$T> { NonZero(self.0.abs()) }
            pub const fn wrapping_abs(self) -> NonZero<$T> { NonZero(self.0.wrapping_abs()) }
            pub const fn saturating_abs(self) -> NonZero<$T> { NonZero(self.0.saturating_abs()) }
            pub const fn unsigned_abs(self) -> NonZero<$Unsigned> { NonZero(self.0.unsigned_abs()) }
            pub const fn wrapping_neg(self) -> NonZero<$T> { NonZero(self.0.wrapping_neg()) }
            pub const fn saturating_neg(self) -> NonZero<$T> { NonZero(self.0.saturating_neg()) }
            pub const fn overflowing_abs(self) -> (NonZero<$T>, bool) { (self.wrapping_abs(), self.0 == <$T>::MIN) }
            pub const fn overflowing_neg(self) -> (NonZero<$T>, bool) { (self.wrapping_neg(), self.0 == <$T>::MIN) }
            pub const fn checked_abs(self) -> Option<NonZero<$T>> { if self.0 == <$T>::MIN { None } else { Some(self.abs()) } }
            pub const fn checked_neg(self) -> Option<NonZero<$T>> { if self.0 == <$T>::MIN { None } else { Some(NonZero(-self.0)) } }
            pub const fn cast_unsigned(self) -> NonZero<$Unsigned> { NonZero(self.0 as $Unsigned) }
        }
        impl crate::ops::Neg for NonZero<$T> {
            type Output = NonZero<$T>;
            fn neg(self) -> NonZero<$T> { NonZero(-self.0) }
        }
        impl NonZero<$Unsigned> {
            pub const fn cast_signed(self) -> NonZero<$T> { NonZero(self.0 as $T) }
            pub const fn isqrt(self) -> NonZero<$Unsigned> { NonZero(self.0.isqrt()) }
            pub const fn midpoint(self, other: NonZero<$Unsigned>) -> NonZero<$Unsigned> { NonZero(self.0.midpoint(other.0)) }
            pub const fn div_ceil(self, by: NonZero<$Unsigned>) -> NonZero<$Unsigned> { NonZero(self.0.div_ceil(by.0)) }
            pub const fn checked_next_power_of_two(self) -> Option<NonZero<$Unsigned>> {
                match self.0.checked_next_power_of_two() {
                    Some(power) => Some(NonZero(power)),
                    None => None,
                }
            }
        }
    )*};
}
non_zero_signs!(i8 u8 i16 u16 i32 u32 i64 u64 i128 u128 isize usize);
