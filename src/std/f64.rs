// f64's constants, and the methods that f32 and f64 share.

use crate::cmp::Ordering;
use crate::fmt;
use crate::intrinsics;
use crate::num::FpCategory;
use crate::str::FromStr;

pub const RADIX: u32 = 2;
pub const MANTISSA_DIGITS: u32 = 53;
pub const DIGITS: u32 = 15;
pub const EPSILON: f64 = f64::EPSILON;
pub const MIN: f64 = f64::MIN;
pub const MIN_POSITIVE: f64 = f64::MIN_POSITIVE;
pub const MAX: f64 = f64::MAX;
pub const MIN_EXP: i32 = f64::MIN_EXP;
pub const MAX_EXP: i32 = f64::MAX_EXP;
pub const MIN_10_EXP: i32 = f64::MIN_10_EXP;
pub const MAX_10_EXP: i32 = f64::MAX_10_EXP;
pub const NAN: f64 = f64::NAN;
pub const INFINITY: f64 = f64::INFINITY;
pub const NEG_INFINITY: f64 = f64::NEG_INFINITY;

pub mod consts {
    pub const PI: f64 = 3.14159265358979323846264338327950288;
    pub const TAU: f64 = 6.28318530717958647692528676655900577;
    pub const E: f64 = 2.71828182845904523536028747135266250;
    pub const SQRT_2: f64 = 1.41421356237309504880168872420969808;
    pub const FRAC_1_SQRT_2: f64 = 0.707106781186547524400844362104849039;
    pub const FRAC_1_PI: f64 = 0.318309886183790671537767526745028724;
    pub const FRAC_2_PI: f64 = 0.636619772367581343075535053490057448;
    pub const FRAC_2_SQRT_PI: f64 = 1.12837916709551257389615890312154517;
    pub const FRAC_PI_2: f64 = 1.57079632679489661923132169163975144;
    pub const FRAC_PI_3: f64 = 1.04719755119659774615421446109316763;
    pub const FRAC_PI_4: f64 = 0.785398163397448309615660845819875721;
    pub const FRAC_PI_6: f64 = 0.52359877559829887307710723054658381;
    pub const FRAC_PI_8: f64 = 0.39269908169872415480783042290993786;
    pub const LN_2: f64 = 0.693147180559945309417232121458176568;
    pub const LN_10: f64 = 2.30258509299404568401799145468436421;
    pub const LOG2_E: f64 = 1.44269504088896340735992468100189214;
    pub const LOG2_10: f64 = 3.32192809488736234787031942948939018;
    pub const LOG10_E: f64 = 0.434294481903251827651128918916605082;
    pub const LOG10_2: f64 = 0.301029995663981195213738894724493027;
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseFloatError {
    kind: FloatErrorKind,
}
#[derive(Clone, Debug, PartialEq, Eq)]
enum FloatErrorKind {
    Empty,
    Invalid,
}
impl fmt::Display for ParseFloatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self.kind {
            FloatErrorKind::Empty => "cannot parse float from empty string",
            FloatErrorKind::Invalid => "invalid float literal",
        })
    }
}
impl crate::error::Error for ParseFloatError {}

// The numbers of float_unary's and float_binary's operations are in src/mir/intrinsics.def.
macro_rules! float_methods {
    ($($T:ident $Bits:ident $SignedBits:ident $bytes:literal $nan:literal;)*) => {$(
        impl $T {
            pub const RADIX: u32 = 2;
            pub const NAN: $T = <$T>::from_bits($nan);
            pub const INFINITY: $T = 1.0 / 0.0;
            pub const NEG_INFINITY: $T = -1.0 / 0.0;

            pub unsafe fn to_int_unchecked<I>(self) -> I where $T: FloatToInt<I> { <$T as FloatToInt<I>>::to_int(self) }
            pub fn floor(self) -> $T { intrinsics::float_unary(0, self) }
            pub fn ceil(self) -> $T { intrinsics::float_unary(1, self) }
            pub fn round(self) -> $T { intrinsics::float_unary(2, self) }
            pub fn trunc(self) -> $T { intrinsics::float_unary(3, self) }
            pub const fn abs(self) -> $T { intrinsics::float_unary(4, self) }
            pub fn sqrt(self) -> $T { intrinsics::float_unary(5, self) }
            pub fn sin(self) -> $T { intrinsics::float_unary(6, self) }
            pub fn cos(self) -> $T { intrinsics::float_unary(7, self) }
            pub fn tan(self) -> $T { intrinsics::float_unary(8, self) }
            pub fn exp(self) -> $T { intrinsics::float_unary(9, self) }
            pub fn ln(self) -> $T { intrinsics::float_unary(10, self) }
            pub fn log10(self) -> $T { intrinsics::float_unary(11, self) }
            pub fn log2(self) -> $T { intrinsics::float_unary(12, self) }
            pub fn cbrt(self) -> $T { intrinsics::float_unary(13, self) }
            pub fn asin(self) -> $T { intrinsics::float_unary(14, self) }
            pub fn acos(self) -> $T { intrinsics::float_unary(15, self) }
            pub fn atan(self) -> $T { intrinsics::float_unary(16, self) }
            pub fn sinh(self) -> $T { intrinsics::float_unary(17, self) }
            pub fn cosh(self) -> $T { intrinsics::float_unary(18, self) }
            pub fn tanh(self) -> $T { intrinsics::float_unary(19, self) }
            pub fn round_ties_even(self) -> $T { intrinsics::float_unary(20, self) }
            pub fn exp2(self) -> $T { intrinsics::float_unary(21, self) }
            pub fn exp_m1(self) -> $T { intrinsics::float_unary(22, self) }
            pub fn ln_1p(self) -> $T { intrinsics::float_unary(23, self) }
            pub fn powf(self, n: $T) -> $T { intrinsics::float_binary(0, self, n) }
            pub fn atan2(self, other: $T) -> $T { intrinsics::float_binary(1, self, other) }
            pub fn hypot(self, other: $T) -> $T { intrinsics::float_binary(2, self, other) }
            pub const fn copysign(self, sign: $T) -> $T { intrinsics::float_binary(3, self, sign) }
            pub const fn min(self, other: $T) -> $T { intrinsics::float_binary(5, self, other) }
            pub const fn max(self, other: $T) -> $T { intrinsics::float_binary(6, self, other) }
            pub fn powi(self, n: i32) -> $T {
                let (mut base, mut result, mut left) = (self, 1.0 as $T, n.unsigned_abs());
                while left > 0 {
                    if left & 1 == 1 {
                        result *= base;
                    }
                    left >>= 1;
                    base *= base;
                }
                if n < 0 { 1.0 / result } else { result }
            }
            /// Rounded only once.
            pub fn mul_add(self, a: $T, b: $T) -> $T {
                if size_of::<$T>() == 4 {
                    // The product of two f32 is exact in an f64.
                    odd_sum(self as f64 * a as f64, b as f64) as $T
                } else {
                    fused(self as f64, a as f64, b as f64) as $T
                }
            }
            pub fn abs_sub(self, other: $T) -> $T { if self <= other { 0.0 } else { self - other } }
            pub fn fract(self) -> $T { self - self.trunc() }
            pub fn log(self, base: $T) -> $T { self.ln() / base.ln() }
            pub fn sin_cos(self) -> ($T, $T) { (self.sin(), self.cos()) }
            pub fn asinh(self) -> $T {
                let magnitude = self.abs();
                let inverse = 1.0 / magnitude;
                (magnitude + magnitude / ((1.0 as $T).hypot(inverse) + inverse)).ln_1p().copysign(self)
            }
            pub fn acosh(self) -> $T { if self < 1.0 { <$T>::NAN } else { (self + (self - 1.0).sqrt() * (self + 1.0).sqrt()).ln() } }
            pub fn atanh(self) -> $T {
                let magnitude = self.abs();
                (0.5 * (2.0 * magnitude / (1.0 - magnitude)).ln_1p()).copysign(self)
            }
            pub const fn recip(self) -> $T { 1.0 / self }
            pub fn div_euclid(self, rhs: $T) -> $T {
                let quotient = (self / rhs).trunc();
                if self % rhs < 0.0 {
                    return if rhs > 0.0 { quotient - 1.0 } else { quotient + 1.0 };
                }
                quotient
            }
            pub fn rem_euclid(self, rhs: $T) -> $T {
                let rest = self % rhs;
                if rest < 0.0 { rest + rhs.abs() } else { rest }
            }
            pub const fn signum(self) -> $T { if self.is_nan() { <$T>::NAN } else { (1.0 as $T).copysign(self) } }
            pub const fn clamp(self, min: $T, max: $T) -> $T {
                if !(min <= max) {
                    panic!("min > max, or either was NaN. min = {:?}, max = {:?}", min, max);
                }
                if self < min { min } else if self > max { max } else { self }
            }
            pub const fn midpoint(self, other: $T) -> $T {
                let sum = self + other;
                if sum.abs() <= <$T>::MAX { sum / 2.0 } else { self / 2.0 + other / 2.0 }
            }

            pub const fn is_nan(self) -> bool { self != self }
            pub const fn is_infinite(self) -> bool { self == <$T>::INFINITY || self == <$T>::NEG_INFINITY }
            pub const fn is_finite(self) -> bool { self - self == 0.0 }
            pub const fn is_normal(self) -> bool { self.classify() == FpCategory::Normal }
            pub const fn is_subnormal(self) -> bool { self.classify() == FpCategory::Subnormal }
            pub const fn is_sign_positive(self) -> bool { !self.is_sign_negative() }
            pub const fn is_sign_negative(self) -> bool { (self.to_bits() as $SignedBits) < 0 }
            pub const fn classify(self) -> FpCategory {
                let magnitude = self.abs();
                if self != self {
                    FpCategory::Nan
                } else if magnitude == <$T>::INFINITY {
                    FpCategory::Infinite
                } else if magnitude == 0.0 {
                    FpCategory::Zero
                } else if magnitude < <$T>::MIN_POSITIVE {
                    FpCategory::Subnormal
                } else {
                    FpCategory::Normal
                }
            }
            pub fn total_cmp(&self, other: &$T) -> Ordering {
                // Negative numbers are ordered against their bits: all but the sign are flipped.
                let mut left = self.to_bits() as $SignedBits;
                let mut right = other.to_bits() as $SignedBits;
                left ^= ((left >> ($bytes * 8 - 1)) as $Bits >> 1) as $SignedBits;
                right ^= ((right >> ($bytes * 8 - 1)) as $Bits >> 1) as $SignedBits;
                left.cmp(&right)
            }
            pub const fn next_up(self) -> $T {
                if self.is_nan() || self == <$T>::INFINITY {
                    return self;
                }
                let bits = self.to_bits();
                <$T>::from_bits(if self == 0.0 { 1 } else if self > 0.0 { bits + 1 } else { bits - 1 })
            }
            pub const fn next_down(self) -> $T { -(-self).next_up() }

            pub const fn to_bits(self) -> $Bits { intrinsics::float_to_bits::<$T, $Bits>(self) }
            pub const fn from_bits(bits: $Bits) -> $T { intrinsics::float_from_bits::<$Bits, $T>(bits) }
            pub const fn to_be_bytes(self) -> [u8; $bytes] { self.to_bits().to_be_bytes() }
            pub const fn to_le_bytes(self) -> [u8; $bytes] { self.to_bits().to_le_bytes() }
            pub const fn to_ne_bytes(self) -> [u8; $bytes] { self.to_bits().to_ne_bytes() }
            pub const fn from_be_bytes(bytes: [u8; $bytes]) -> $T { <$T>::from_bits(<$Bits>::from_be_bytes(bytes)) }
            pub const fn from_le_bytes(bytes: [u8; $bytes]) -> $T { <$T>::from_bits(<$Bits>::from_le_bytes(bytes)) }
            pub const fn from_ne_bytes(bytes: [u8; $bytes]) -> $T { <$T>::from_bits(<$Bits>::from_ne_bytes(bytes)) }
        }
        impl FromStr for $T {
            type Err = ParseFloatError;
            fn from_str(text: &str) -> Result<$T, ParseFloatError> {
                if text.is_empty() {
                    return Err(ParseFloatError { kind: FloatErrorKind::Empty });
                }
                let mut is_number = false;
                let value = intrinsics::float_from_text::<$T>(text.as_ptr(), text.len(), &raw mut is_number);
                if is_number { Ok(value) } else { Err(ParseFloatError { kind: FloatErrorKind::Invalid }) }
            }
        }
    )*};
}
float_methods! {
    f32 u32 i32 4 0x7fc0_0000;
    f64 u64 i64 8 0x7ff8_0000_0000_0000;
}
/// The integer left of the point; undefined where the type has none such.
pub trait FloatToInt<I> {
    fn to_int(self) -> I;
}
macro_rules! float_to_int {
    ($($T:ident: $($I:ident)*;)*) => {$($(
        impl FloatToInt<$I> for $T {
            fn to_int(self) -> $I {
                let whole = self as i128;
                intrinsics::assume(self == self && <$I>::MIN as i128 <= whole && whole <= <$I>::MAX as i128);
                whole as $I
            }
        }
    )*)*};
}
macro_rules! float_to_widest {
    ($($T:ident)*) => {$(
        impl FloatToInt<i128> for $T {
            fn to_int(self) -> i128 {
                intrinsics::assume(self >= i128::MIN as $T && self < i128::MAX as $T);
                self as i128
            }
        }
        impl FloatToInt<u128> for $T {
            fn to_int(self) -> u128 {
                intrinsics::assume(self > -1.0 && (self as f64) < u128::MAX as f64);
                self as u128
            }
        }
    )*};
}
float_to_widest! { f32 f64 }
float_to_int! {
    f32: i8 u8 i16 u16 i32 u32 i64 u64 isize usize;
    f64: i8 u8 i16 u16 i32 u32 i64 u64 isize usize;
}
impl f64 {
    pub const MANTISSA_DIGITS: u32 = 53;
    pub const DIGITS: u32 = 15;
    pub const EPSILON: f64 = 2.2204460492503131e-16;
    pub const MIN: f64 = -1.7976931348623157e308;
    pub const MIN_POSITIVE: f64 = 2.2250738585072014e-308;
    pub const MAX: f64 = 1.7976931348623157e308;
    pub const MIN_EXP: i32 = -1021;
    pub const MAX_EXP: i32 = 1024;
    pub const MIN_10_EXP: i32 = -307;
    pub const MAX_10_EXP: i32 = 308;
    pub const fn to_degrees(self) -> f64 { self * (180.0 / consts::PI) }
    pub const fn to_radians(self) -> f64 { self * (consts::PI / 180.0) }
}

// ---- Fused multiplication and addition, after Boldo and Melquiond: the low parts are added with
// rounding to odd, so that the last addition rounds as if it were the only one.

/// `a + b` as it is rounded, and what the rounding left out.
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let from_b = sum - a;
    (sum, (a - (sum - from_b)) + (b - from_b))
}

/// `a + b` where what is not exact ends in an odd bit.
fn odd_sum(a: f64, b: f64) -> f64 {
    let (sum, rest) = two_sum(a, b);
    let bits = sum.to_bits();
    if rest.is_nan() || rest == 0.0 || bits & 1 == 1 {
        return sum;
    }
    f64::from_bits(if (rest > 0.0) == (sum > 0.0) { bits + 1 } else { bits - 1 })
}

/// The upper half of the digits, and the lower.
fn halves(a: f64) -> (f64, f64) {
    let scaled = 134217729.0 * a;
    let high = scaled - (scaled - a);
    (high, a - high)
}

fn fused(a: f64, b: f64, c: f64) -> f64 {
    let product = a * b;
    if a == 0.0 || b == 0.0 || !a.is_finite() || !b.is_finite() || !c.is_finite() {
        return product + c;
    }
    let fits = |x: f64| x.abs() > 1e-130 && x.abs() < 1e140;
    if !fits(a) || !fits(b) || (c != 0.0 && !(c.abs() > 1e-250 && c.abs() < 1e290)) {
        let text = "mul_add of floats that are very large or very small";
        return intrinsics::unsupported(text.as_ptr(), text.len());
    }
    let ((a_high, a_low), (b_high, b_low)) = (halves(a), halves(b));
    let rest = a_low * b_low - (((product - a_high * b_high) - a_low * b_high) - a_high * b_low);
    let (low_sum, low_rest) = two_sum(c, rest);
    let (sum, sum_rest) = two_sum(product, low_sum);
    sum + odd_sum(low_rest, sum_rest)
}
