// Integers: their methods, how they are read from text, and NonZero. Floats are in f64.rs.

use crate::fmt;
use crate::intrinsics;
use crate::str::FromStr;
#[cfg(std_file = "wrapping")]
pub use crate::wrapping::{Saturating, Wrapping};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseIntError {
    pub(crate) kind: IntErrorKind,
}
#[derive(Clone, Debug, PartialEq, Eq, Copy, Hash)]
#[non_exhaustive]
pub enum IntErrorKind {
    Empty,
    InvalidDigit,
    PosOverflow,
    NegOverflow,
    Zero,
}
impl ParseIntError {
    pub const fn kind(&self) -> &IntErrorKind { &self.kind }
}
impl fmt::Display for ParseIntError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self.kind {
            IntErrorKind::Empty => "cannot parse integer from empty string",
            IntErrorKind::InvalidDigit => "invalid digit found in string",
            IntErrorKind::PosOverflow => "number too large to fit in target type",
            IntErrorKind::NegOverflow => "number too small to fit in target type",
            IntErrorKind::Zero => "number would be zero for non-zero type",
        })
    }
}
impl crate::error::Error for ParseIntError {}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TryFromIntError(pub(crate) ());
impl fmt::Display for TryFromIntError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad("out of range integral type conversion attempted") }
}
impl crate::error::Error for TryFromIntError {}
impl From<crate::convert::Infallible> for TryFromIntError {
    fn from(never: crate::convert::Infallible) -> TryFromIntError { match never {} }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FpCategory {
    Nan,
    Infinite,
    Zero,
    Subnormal,
    Normal,
}
pub use crate::f64::ParseFloatError;

#[cold]
fn radix_out_of_range(radix: u32) -> ! { panic!("from_ascii_radix: radix must lie in the range `[2, 36]` - found {}", radix) }
#[cold]
fn not_positive() -> ! { panic!("argument of integer logarithm must be positive") }
/// What the byte stands for as a digit in bases up to 36; 255 if nothing.
fn digit_value(byte: u8) -> u32 {
    match byte {
        b'0'..=b'9' => (byte - b'0') as u32,
        b'a'..=b'z' => (byte - b'a') as u32 + 10,
        b'A'..=b'Z' => (byte - b'A') as u32 + 10,
        _ => 255,
    }
}

macro_rules! integer_methods {
    ($($T:ident $bits:literal $bytes:literal $min:expr, $max:expr, $is_signed:literal;)*) => {$(
        impl $T {
            pub const MIN: $T = $min;
            pub const MAX: $T = $max;
            pub const BITS: u32 = $bits;
            pub const fn min_value() -> $T { $min }
            pub const fn max_value() -> $T { $max }

            pub const fn wrapping_add(self, rhs: $T) -> $T { intrinsics::wrapping_add(self, rhs) }
            pub const fn wrapping_sub(self, rhs: $T) -> $T { intrinsics::wrapping_sub(self, rhs) }
            pub const fn wrapping_mul(self, rhs: $T) -> $T { intrinsics::wrapping_mul(self, rhs) }
            pub const fn wrapping_neg(self) -> $T { intrinsics::wrapping_sub(0 as $T, self) }
            pub const fn wrapping_div(self, rhs: $T) -> $T { self.overflowing_div(rhs).0 }
            pub const fn wrapping_rem(self, rhs: $T) -> $T { self.overflowing_rem(rhs).0 }
            pub const fn wrapping_div_euclid(self, rhs: $T) -> $T { self.overflowing_div_euclid(rhs).0 }
            pub const fn wrapping_rem_euclid(self, rhs: $T) -> $T { self.overflowing_rem_euclid(rhs).0 }
            pub const fn wrapping_shl(self, rhs: u32) -> $T { intrinsics::unchecked_shl(self, rhs & ($bits - 1)) }
            pub const fn wrapping_shr(self, rhs: u32) -> $T { intrinsics::unchecked_shr(self, rhs & ($bits - 1)) }
            pub const fn wrapping_pow(self, exp: u32) -> $T { self.overflowing_pow(exp).0 }

            pub const fn overflowing_add(self, rhs: $T) -> ($T, bool) { intrinsics::add_with_overflow(self, rhs) }
            pub const fn overflowing_sub(self, rhs: $T) -> ($T, bool) { intrinsics::sub_with_overflow(self, rhs) }
            pub const fn overflowing_mul(self, rhs: $T) -> ($T, bool) { intrinsics::mul_with_overflow(self, rhs) }
            pub const fn overflowing_neg(self) -> ($T, bool) { intrinsics::sub_with_overflow(0 as $T, self) }
            pub const fn overflowing_div(self, rhs: $T) -> ($T, bool) { if $is_signed && self == $min && intrinsics::wrapping_add(rhs, 1) == 0 { (self, true) } else { (self / rhs, false) } }
            pub const fn overflowing_rem(self, rhs: $T) -> ($T, bool) { if $is_signed && intrinsics::wrapping_add(rhs, 1) == 0 { (0, self == $min) } else { (self % rhs, false) } }
            pub const fn overflowing_div_euclid(self, rhs: $T) -> ($T, bool) { if $is_signed && self == $min && intrinsics::wrapping_add(rhs, 1) == 0 { (self, true) } else { (self.div_euclid(rhs), false) } }
            pub const fn overflowing_rem_euclid(self, rhs: $T) -> ($T, bool) { if $is_signed && intrinsics::wrapping_add(rhs, 1) == 0 { (0, self == $min) } else { (self.rem_euclid(rhs), false) } }
            pub const fn overflowing_shl(self, rhs: u32) -> ($T, bool) { (self.wrapping_shl(rhs), rhs >= $bits) }
            pub const fn overflowing_shr(self, rhs: u32) -> ($T, bool) { (self.wrapping_shr(rhs), rhs >= $bits) }
            pub const fn overflowing_pow(self, exp: u32) -> ($T, bool) {
                let (mut base, mut result, mut left, mut overflowed) = (self, 1 as $T, exp, false);
                while left > 0 {
                    if left & 1 == 1 {
                        let (product, over) = intrinsics::mul_with_overflow(result, base);
                        result = product;
                        overflowed |= over;
                    }
                    left >>= 1;
                    if left > 0 {
                        let (square, over) = intrinsics::mul_with_overflow(base, base);
                        base = square;
                        overflowed |= over;
                    }
                }
                (result, overflowed)
            }

            pub const fn checked_add(self, rhs: $T) -> Option<$T> {
                let (value, overflowed) = intrinsics::add_with_overflow(self, rhs);
                if overflowed { None } else { Some(value) }
            }
            pub const fn checked_sub(self, rhs: $T) -> Option<$T> {
                let (value, overflowed) = intrinsics::sub_with_overflow(self, rhs);
                if overflowed { None } else { Some(value) }
            }
            pub const fn checked_mul(self, rhs: $T) -> Option<$T> {
                let (value, overflowed) = intrinsics::mul_with_overflow(self, rhs);
                if overflowed { None } else { Some(value) }
            }
            pub const fn checked_neg(self) -> Option<$T> {
                let (value, overflowed) = intrinsics::sub_with_overflow(0 as $T, self);
                if overflowed { None } else { Some(value) }
            }
            pub const fn checked_pow(self, exp: u32) -> Option<$T> {
                let (value, overflowed) = self.overflowing_pow(exp);
                if overflowed { None } else { Some(value) }
            }
            pub const fn checked_div(self, rhs: $T) -> Option<$T> {
                if rhs == 0 {
                    return None;
                }
                let (value, overflowed) = self.overflowing_div(rhs);
                if overflowed { None } else { Some(value) }
            }
            pub const fn checked_rem(self, rhs: $T) -> Option<$T> {
                if rhs == 0 {
                    return None;
                }
                let (value, overflowed) = self.overflowing_rem(rhs);
                if overflowed { None } else { Some(value) }
            }
            pub const fn checked_div_euclid(self, rhs: $T) -> Option<$T> {
                if rhs == 0 {
                    return None;
                }
                let (value, overflowed) = self.overflowing_div_euclid(rhs);
                if overflowed { None } else { Some(value) }
            }
            pub const fn checked_rem_euclid(self, rhs: $T) -> Option<$T> {
                if rhs == 0 {
                    return None;
                }
                let (value, overflowed) = self.overflowing_rem_euclid(rhs);
                if overflowed { None } else { Some(value) }
            }
            pub const fn checked_shl(self, rhs: u32) -> Option<$T> { if rhs < $bits { Some(self << rhs) } else { None } }
            pub const fn checked_shr(self, rhs: u32) -> Option<$T> { if rhs < $bits { Some(self >> rhs) } else { None } }
            pub const fn unbounded_shl(self, rhs: u32) -> $T { if rhs < $bits { self << rhs } else { 0 } }
            pub const fn unbounded_shr(self, rhs: u32) -> $T { if rhs < $bits { self >> rhs } else { self >> ($bits - 1) >> 1 } }

            pub const fn saturating_add(self, rhs: $T) -> $T { intrinsics::saturating_add(self, rhs) }
            pub const fn saturating_sub(self, rhs: $T) -> $T { intrinsics::saturating_sub(self, rhs) }
            pub const fn saturating_mul(self, rhs: $T) -> $T {
                match self.checked_mul(rhs) {
                    Some(value) => value,
                    None => if (self < (0 as $T)) == (rhs < (0 as $T)) { $max } else { $min },
                }
            }
            pub const fn saturating_pow(self, exp: u32) -> $T {
                match self.checked_pow(exp) {
                    Some(value) => value,
                    None => if self < (0 as $T) && exp % 2 == 1 { $min } else { $max },
                }
            }
            pub const fn saturating_div(self, rhs: $T) -> $T {
                let (value, overflowed) = self.overflowing_div(rhs);
                if overflowed { $max } else { value }
            }
            pub const fn strict_add(self, rhs: $T) -> $T { self + rhs }
            pub const fn strict_sub(self, rhs: $T) -> $T { self - rhs }
            pub const fn strict_mul(self, rhs: $T) -> $T { self * rhs }
            pub const fn strict_div(self, rhs: $T) -> $T { self / rhs }
            pub const fn strict_rem(self, rhs: $T) -> $T { self % rhs }
            pub const fn strict_shl(self, rhs: u32) -> $T { self << rhs }
            pub const fn strict_shr(self, rhs: u32) -> $T { self >> rhs }
            pub const fn strict_pow(self, exp: u32) -> $T { self.pow(exp) }
            pub const fn strict_neg(self) -> $T { 0 - self }
            pub const fn strict_div_euclid(self, rhs: $T) -> $T { self.div_euclid(rhs) }
            pub const fn strict_rem_euclid(self, rhs: $T) -> $T { self.rem_euclid(rhs) }
            pub const unsafe fn unchecked_add(self, rhs: $T) -> $T {
                let (value, overflowed) = intrinsics::add_with_overflow(self, rhs);
                if overflowed { intrinsics::unreachable() } else { value }
            }
            pub const unsafe fn unchecked_sub(self, rhs: $T) -> $T {
                let (value, overflowed) = intrinsics::sub_with_overflow(self, rhs);
                if overflowed { intrinsics::unreachable() } else { value }
            }
            pub const unsafe fn unchecked_mul(self, rhs: $T) -> $T {
                let (value, overflowed) = intrinsics::mul_with_overflow(self, rhs);
                if overflowed { intrinsics::unreachable() } else { value }
            }

            pub const unsafe fn unchecked_shl(self, rhs: u32) -> $T {
                if rhs >= $bits { intrinsics::unreachable() } else { intrinsics::unchecked_shl(self, rhs) }
            }
            pub const unsafe fn unchecked_shr(self, rhs: u32) -> $T {
                if rhs >= $bits { intrinsics::unreachable() } else { intrinsics::unchecked_shr(self, rhs) }
            }

            pub const fn pow(self, exp: u32) -> $T {
                let (mut base, mut result, mut left) = (self, 1 as $T, exp);
                while left > 1 {
                    if left & 1 == 1 {
                        result = result * base;
                    }
                    left >>= 1;
                    base = base * base;
                }
                if left == 0 { result } else { result * base }
            }
            pub const fn isqrt(self) -> $T {
                if self < (0 as $T) {
                    panic!("argument of integer square root cannot be negative");
                }
                let (mut rest, mut root, mut bit): ($T, $T, $T) = (self, 0, 1 << ($bits - 2));
                while bit > rest {
                    bit >>= 2;
                }
                while bit != 0 {
                    if rest >= root + bit {
                        rest -= root + bit;
                        root = (root >> 1) + bit;
                    } else {
                        root >>= 1;
                    }
                    bit >>= 2;
                }
                root
            }
            pub const fn checked_ilog2(self) -> Option<u32> { if self <= 0 { None } else { Some($bits - 1 - intrinsics::ctlz(self)) } }
            pub const fn checked_ilog(self, base: $T) -> Option<u32> {
                if self <= 0 || base <= 1 {
                    return None;
                }
                let (mut left, mut log) = (self, 0);
                while left >= base {
                    left /= base;
                    log += 1;
                }
                Some(log)
            }
            pub const fn checked_ilog10(self) -> Option<u32> { self.checked_ilog(10) }
            pub const fn ilog2(self) -> u32 {
                match self.checked_ilog2() {
                    Some(log) => log,
                    None => not_positive(),
                }
            }
            pub const fn ilog10(self) -> u32 {
                match self.checked_ilog(10) {
                    Some(log) => log,
                    None => not_positive(),
                }
            }
            pub const fn ilog(self, base: $T) -> u32 {
                if base < 2 {
                    panic!("base of integer logarithm must be at least 2");
                }
                match self.checked_ilog(base) {
                    Some(log) => log,
                    None => not_positive(),
                }
            }

            pub const fn count_ones(self) -> u32 { intrinsics::ctpop(self) }
            pub const fn count_zeros(self) -> u32 { intrinsics::ctpop(!self) }
            pub const fn leading_zeros(self) -> u32 { intrinsics::ctlz(self) }
            pub const fn trailing_zeros(self) -> u32 { intrinsics::cttz(self) }
            pub const fn leading_ones(self) -> u32 { intrinsics::ctlz(!self) }
            pub const fn trailing_ones(self) -> u32 { intrinsics::cttz(!self) }
            pub const fn rotate_left(self, n: u32) -> $T { intrinsics::rotate_left(self, n) }
            pub const fn rotate_right(self, n: u32) -> $T { intrinsics::rotate_right(self, n) }
            pub const fn swap_bytes(self) -> $T { intrinsics::bswap(self) }
            pub const fn reverse_bits(self) -> $T { intrinsics::bitreverse(self) }
            pub const fn to_be(self) -> $T { intrinsics::bswap(self) }
            pub const fn to_le(self) -> $T { self }
            pub const fn from_be(x: $T) -> $T { intrinsics::bswap(x) }
            pub const fn from_le(x: $T) -> $T { x }
            pub const fn to_be_bytes(self) -> [u8; $bytes] { intrinsics::transmute::<$T, [u8; $bytes]>(intrinsics::bswap(self)) }
            pub const fn to_le_bytes(self) -> [u8; $bytes] { intrinsics::transmute::<$T, [u8; $bytes]>(self) }
            pub const fn to_ne_bytes(self) -> [u8; $bytes] { intrinsics::transmute::<$T, [u8; $bytes]>(self) }
            pub const fn from_be_bytes(bytes: [u8; $bytes]) -> $T { intrinsics::bswap(intrinsics::transmute::<[u8; $bytes], $T>(bytes)) }
            pub const fn from_le_bytes(bytes: [u8; $bytes]) -> $T { intrinsics::transmute::<[u8; $bytes], $T>(bytes) }
            pub const fn from_ne_bytes(bytes: [u8; $bytes]) -> $T { intrinsics::transmute::<[u8; $bytes], $T>(bytes) }

            pub const fn from_str_radix(src: &str, radix: u32) -> Result<$T, ParseIntError> {
                if radix < 2 || radix > 36 {
                    radix_out_of_range(radix);
                }
                let bytes = src.as_bytes();
                let len = bytes.len();
                if len == 0 {
                    return Err(ParseIntError { kind: IntErrorKind::Empty });
                }
                let is_negative = $is_signed && bytes[0] == b'-';
                let mut at = if is_negative || bytes[0] == b'+' { 1 } else { 0 };
                if at == len {
                    return Err(ParseIntError { kind: IntErrorKind::InvalidDigit });
                }
                let mut value: $T = 0;
                while at < len {
                    let digit = digit_value(bytes[at]);
                    if digit >= radix {
                        return Err(ParseIntError { kind: IntErrorKind::InvalidDigit });
                    }
                    let (shifted, is_long) = intrinsics::mul_with_overflow(value, radix as $T);
                    let (next, is_over) = if is_negative { intrinsics::sub_with_overflow(shifted, digit as $T) } else { intrinsics::add_with_overflow(shifted, digit as $T) };
                    if is_long || is_over {
                        return Err(ParseIntError { kind: if is_negative { IntErrorKind::NegOverflow } else { IntErrorKind::PosOverflow } });
                    }
                    value = next;
                    at += 1;
                }
                Ok(value)
            }
        }
        impl FromStr for $T {
            type Err = ParseIntError;
            fn from_str(text: &str) -> Result<$T, ParseIntError> { <$T>::from_str_radix(text, 10) }
        }
    )*};
}
integer_methods! {
    i32 32 4 -0x8000_0000, 0x7fff_ffff, true;
    i64 64 8 -0x8000_0000_0000_0000, 0x7fff_ffff_ffff_ffff, true;
    isize 64 8 -0x8000_0000_0000_0000, 0x7fff_ffff_ffff_ffff, true;
    u8 8 1 0, 0xff, false;
    u32 32 4 0, 0xffff_ffff, false;
    u64 64 8 0, 0xffff_ffff_ffff_ffff, false;
    usize 64 8 0, 0xffff_ffff_ffff_ffff, false;
}
#[cfg(std_file = "rare_integers")]
integer_methods! {
    i8 8 1 -0x80, 0x7f, true;
    i16 16 2 -0x8000, 0x7fff, true;
    i128 128 16 -0x8000_0000_0000_0000_0000_0000_0000_0000, 0x7fff_ffff_ffff_ffff_ffff_ffff_ffff_ffff, true;
    u16 16 2 0, 0xffff, false;
    u128 128 16 0, 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_ffff, false;
}

macro_rules! signed_methods {
    ($($T:ident $Unsigned:ident)*) => {$(
        impl $T {
            pub const fn abs(self) -> $T { if self < 0 { -self } else { self } }
            pub const fn signum(self) -> $T { if self < 0 { -1 } else if self == 0 { 0 } else { 1 } }
            pub const fn is_positive(self) -> bool { self > 0 }
            pub const fn is_negative(self) -> bool { self < 0 }
            pub const fn unsigned_abs(self) -> $Unsigned { self.wrapping_abs() as $Unsigned }
            pub const fn abs_diff(self, other: $T) -> $Unsigned { if self < other { intrinsics::wrapping_sub(other, self) as $Unsigned } else { intrinsics::wrapping_sub(self, other) as $Unsigned } }
            pub const fn wrapping_abs(self) -> $T { if self < 0 { intrinsics::wrapping_sub(0 as $T, self) } else { self } }
            pub const fn overflowing_abs(self) -> ($T, bool) { (self.wrapping_abs(), self == <$T>::MIN) }
            pub const fn checked_abs(self) -> Option<$T> { if self == <$T>::MIN { None } else { Some(self.abs()) } }
            pub const fn saturating_abs(self) -> $T { if self == <$T>::MIN { <$T>::MAX } else { self.abs() } }
            pub const fn saturating_neg(self) -> $T { if self == <$T>::MIN { <$T>::MAX } else { -self } }
            pub const fn strict_add_unsigned(self, rhs: $Unsigned) -> $T {
                match self.checked_add_unsigned(rhs) {
                    Some(value) => value,
                    None => panic!("attempt to add with overflow"),
                }
            }
            pub const fn strict_sub_unsigned(self, rhs: $Unsigned) -> $T {
                match self.checked_sub_unsigned(rhs) {
                    Some(value) => value,
                    None => panic!("attempt to subtract with overflow"),
                }
            }
            pub const fn strict_abs(self) -> $T { self.abs() }
            pub const fn div_euclid(self, rhs: $T) -> $T {
                let quotient = self / rhs;
                if self % rhs < 0 {
                    return if rhs > 0 { quotient - 1 } else { quotient + 1 };
                }
                quotient
            }
            pub const fn rem_euclid(self, rhs: $T) -> $T {
                let rest = self % rhs;
                if rest < 0 { intrinsics::wrapping_add(rest, rhs.wrapping_abs()) } else { rest }
            }
            pub const fn checked_isqrt(self) -> Option<$T> { if self < 0 { None } else { Some(self.isqrt()) } }
            pub const fn checked_add_unsigned(self, rhs: $Unsigned) -> Option<$T> {
                let (value, overflowed) = self.overflowing_add_unsigned(rhs);
                if overflowed { None } else { Some(value) }
            }
            pub const fn checked_sub_unsigned(self, rhs: $Unsigned) -> Option<$T> {
                let (value, overflowed) = self.overflowing_sub_unsigned(rhs);
                if overflowed { None } else { Some(value) }
            }
            pub const fn overflowing_add_unsigned(self, rhs: $Unsigned) -> ($T, bool) {
                let rhs = rhs as $T;
                let (value, overflowed) = intrinsics::add_with_overflow(self, rhs);
                (value, overflowed ^ (rhs < 0))
            }
            pub const fn overflowing_sub_unsigned(self, rhs: $Unsigned) -> ($T, bool) {
                let rhs = rhs as $T;
                let (value, overflowed) = intrinsics::sub_with_overflow(self, rhs);
                (value, overflowed ^ (rhs < 0))
            }
            pub const fn saturating_add_unsigned(self, rhs: $Unsigned) -> $T {
                match self.checked_add_unsigned(rhs) {
                    Some(value) => value,
                    None => <$T>::MAX,
                }
            }
            pub const fn saturating_sub_unsigned(self, rhs: $Unsigned) -> $T {
                match self.checked_sub_unsigned(rhs) {
                    Some(value) => value,
                    None => <$T>::MIN,
                }
            }
            pub const fn wrapping_add_unsigned(self, rhs: $Unsigned) -> $T { intrinsics::wrapping_add(self, rhs as $T) }
            pub const fn wrapping_sub_unsigned(self, rhs: $Unsigned) -> $T { intrinsics::wrapping_sub(self, rhs as $T) }
            pub const fn cast_unsigned(self) -> $Unsigned { self as $Unsigned }
            /// Rounds towards zero.
            pub const fn midpoint(self, rhs: $T) -> $T {
                let floor = (self & rhs) + ((self ^ rhs) >> 1);
                if floor < 0 && (self ^ rhs) & 1 != 0 { floor + 1 } else { floor }
            }
        }
    )*};
}
signed_methods!(i32 u32 i64 u64 isize usize);
#[cfg(std_file = "rare_integers")]
signed_methods!(i8 u8 i16 u16 i128 u128);

macro_rules! unsigned_methods {
    ($($T:ident $Signed:ident)*) => {$(
        impl $T {
            pub const fn abs_diff(self, other: $T) -> $T { if self < other { other - self } else { self - other } }
            pub const fn div_euclid(self, rhs: $T) -> $T { self / rhs }
            pub const fn rem_euclid(self, rhs: $T) -> $T { self % rhs }
            pub const fn div_ceil(self, rhs: $T) -> $T {
                let quotient = self / rhs;
                if self % rhs > 0 { quotient + 1 } else { quotient }
            }
            pub const fn next_multiple_of(self, rhs: $T) -> $T {
                let rest = self % rhs;
                if rest == 0 { self } else { self + (rhs - rest) }
            }
            pub const fn checked_next_multiple_of(self, rhs: $T) -> Option<$T> {
                if rhs == 0 {
                    return None;
                }
                let rest = self % rhs;
                if rest == 0 { Some(self) } else { self.checked_add(rhs - rest) }
            }
            pub const fn is_multiple_of(self, rhs: $T) -> bool { if rhs == 0 { self == 0 } else { self % rhs == 0 } }
            pub const fn is_power_of_two(self) -> bool { intrinsics::ctpop(self) == 1 }
            pub const fn next_power_of_two(self) -> $T { if self <= 1 { 1 } else { (<$T>::MAX >> intrinsics::ctlz(self - 1)) + 1 } }
            pub const fn checked_next_power_of_two(self) -> Option<$T> { if self <= 1 { Some(1) } else { (<$T>::MAX >> intrinsics::ctlz(self - 1)).checked_add(1) } }
            pub const fn checked_add_signed(self, rhs: $Signed) -> Option<$T> {
                let (value, overflowed) = self.overflowing_add_signed(rhs);
                if overflowed { None } else { Some(value) }
            }
            pub const fn checked_sub_signed(self, rhs: $Signed) -> Option<$T> {
                let (value, overflowed) = intrinsics::sub_with_overflow(self, rhs as $T);
                if overflowed ^ (rhs < 0) { None } else { Some(value) }
            }
            pub const fn overflowing_add_signed(self, rhs: $Signed) -> ($T, bool) {
                let (value, overflowed) = intrinsics::add_with_overflow(self, rhs as $T);
                (value, overflowed ^ (rhs < 0))
            }
            pub const fn saturating_add_signed(self, rhs: $Signed) -> $T {
                match self.checked_add_signed(rhs) {
                    Some(value) => value,
                    None => if rhs < 0 { 0 } else { <$T>::MAX },
                }
            }
            pub const fn overflowing_sub_signed(self, rhs: $Signed) -> ($T, bool) {
                let (value, overflowed) = intrinsics::sub_with_overflow(self, rhs as $T);
                (value, overflowed ^ (rhs < 0))
            }
            pub const fn saturating_sub_signed(self, rhs: $Signed) -> $T {
                match self.checked_sub_signed(rhs) {
                    Some(value) => value,
                    None => if rhs < 0 { <$T>::MAX } else { 0 },
                }
            }
            pub const fn wrapping_sub_signed(self, rhs: $Signed) -> $T { intrinsics::wrapping_sub(self, rhs as $T) }
            pub const fn strict_add_signed(self, rhs: $Signed) -> $T {
                match self.checked_add_signed(rhs) {
                    Some(value) => value,
                    None => panic!("attempt to add with overflow"),
                }
            }
            pub const fn strict_sub_signed(self, rhs: $Signed) -> $T {
                match self.checked_sub_signed(rhs) {
                    Some(value) => value,
                    None => panic!("attempt to subtract with overflow"),
                }
            }
            pub const fn carrying_add(self, rhs: $T, carry: bool) -> ($T, bool) {
                let (sum, first) = intrinsics::add_with_overflow(self, rhs);
                let (sum, second) = intrinsics::add_with_overflow(sum, carry as $T);
                (sum, first | second)
            }
            pub const fn borrowing_sub(self, rhs: $T, borrow: bool) -> ($T, bool) {
                let (difference, first) = intrinsics::sub_with_overflow(self, rhs);
                let (difference, second) = intrinsics::sub_with_overflow(difference, borrow as $T);
                (difference, first | second)
            }
            pub const fn carrying_mul(self, rhs: $T, carry: $T) -> ($T, $T) { self.carrying_mul_add(rhs, carry, 0) }
            /// The product and both summands fit in two words; the lower comes first.
            pub const fn carrying_mul_add(self, rhs: $T, carry: $T, add: $T) -> ($T, $T) {
                let half = <$T>::BITS / 2;
                let mask = <$T>::MAX >> half;
                let (a, b) = (self >> half, self & mask);
                let (c, d) = (rhs >> half, rhs & mask);
                let (low, middle_b, middle_c, high) = (b * d, a * d, b * c, a * c);
                let middle = (low >> half) + (middle_b & mask) + (middle_c & mask);
                let mut upper = high + (middle_b >> half) + (middle_c >> half) + (middle >> half);
                let lower = (low & mask) | middle << half;
                let (lower, first) = intrinsics::add_with_overflow(lower, carry);
                let (lower, second) = intrinsics::add_with_overflow(lower, add);
                upper += first as $T + second as $T;
                (lower, upper)
            }
            pub const fn wrapping_add_signed(self, rhs: $Signed) -> $T { intrinsics::wrapping_add(self, rhs as $T) }
            pub const fn checked_signed_diff(self, rhs: $T) -> Option<$Signed> {
                let difference = intrinsics::wrapping_sub(self, rhs) as $Signed;
                if (self >= rhs) == (difference < 0) { None } else { Some(difference) }
            }
            pub const fn cast_signed(self) -> $Signed { self as $Signed }
            pub const fn midpoint(self, rhs: $T) -> $T { (self & rhs) + ((self ^ rhs) >> 1) }
        }
    )*};
}
unsigned_methods!(u8 i8 u32 i32 u64 i64 usize isize);
#[cfg(std_file = "rare_integers")]
unsigned_methods!(u16 i16 u128 i128);

// ---- NonZero

pub trait ZeroablePrimitive: Copy {
    fn is_zero(self) -> bool;
}
#[lang = "NonZero"]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
#[valid_range_start(1)]
pub struct NonZero<T: ZeroablePrimitive>(pub(crate) T);
impl<T: ZeroablePrimitive> NonZero<T> {
    pub const fn new(n: T) -> Option<NonZero<T>> { if n.is_zero() { None } else { Some(NonZero(n)) } }
    pub const unsafe fn new_unchecked(n: T) -> NonZero<T> { NonZero(n) }
    pub const fn get(self) -> T { self.0 }
}
impl<T: ZeroablePrimitive + fmt::Debug> fmt::Debug for NonZero<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
}
impl<T: ZeroablePrimitive + fmt::Display> fmt::Display for NonZero<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
}
#[cfg(std_file = "non_zero")]
pub use crate::non_zero::*;
// Of those that std itself is made of; non_zero.rs has what more they all can do.
macro_rules! zeroable {
    ($($T:ident)*) => {$(
        impl ZeroablePrimitive for $T {
            fn is_zero(self) -> bool { self == 0 }
        }
    )*};
}
zeroable!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

// ---- bool

impl bool {
    pub fn then_some<T>(self, value: T) -> Option<T> { if self { Some(value) } else { None } }
    pub fn then<T, F: FnOnce() -> T>(self, f: F) -> Option<T> { if self { Some(f()) } else { None } }
}
