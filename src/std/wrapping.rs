// Only for programs that say: Wrapping Saturating
//
// Numbers that wrap or saturate: twelve types of them with all operators.

use crate::fmt;

macro_rules! arithmetic_wrapper {
    ($($Name:ident)*) => {$(
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(transparent)]
        pub struct $Name<T>(pub T);
        impl<T: fmt::Debug> fmt::Debug for $Name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        arithmetic_wrapper!(@shown $Name Display Binary Octal LowerHex UpperHex);
    )*};
    (@shown $Name:ident $($Trait:ident)*) => {$(
        impl<T: fmt::$Trait> fmt::$Trait for $Name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
    )*};
}
arithmetic_wrapper!(Wrapping Saturating);
/// The operator again for `&a + b`, `a + &b` and `&a + &b`.
macro_rules! lent_operands {
    ($Trait:ident $method:ident $W:ty) => {
        impl crate::ops::$Trait<$W> for &$W {
            type Output = $W;
            fn $method(self, rhs: $W) -> $W { crate::ops::$Trait::$method(*self, rhs) }
        }
        impl crate::ops::$Trait<&$W> for $W {
            type Output = $W;
            fn $method(self, rhs: &$W) -> $W { crate::ops::$Trait::$method(self, *rhs) }
        }
        impl crate::ops::$Trait<&$W> for &$W {
            type Output = $W;
            fn $method(self, rhs: &$W) -> $W { crate::ops::$Trait::$method(*self, *rhs) }
        }
    };
}
macro_rules! wrapper_operators {
    ($Name:ident $Trait:ident $method:ident $AssignTrait:ident $assign:ident $call:ident : $($T:ident)*) => {$(
        impl crate::ops::$Trait for $Name<$T> {
            type Output = $Name<$T>;
            fn $method(self, rhs: $Name<$T>) -> $Name<$T> { $Name(self.0.$call(rhs.0)) }
        }
        lent_operands!($Trait $method $Name<$T>);
        impl crate::ops::$AssignTrait for $Name<$T> {
            fn $assign(&mut self, rhs: $Name<$T>) { self.0 = self.0.$call(rhs.0) }
        }
        impl crate::ops::$AssignTrait<&$Name<$T>> for $Name<$T> {
            fn $assign(&mut self, rhs: &$Name<$T>) { self.0 = self.0.$call(rhs.0) }
        }
        impl crate::ops::$AssignTrait<$T> for $Name<$T> {
            fn $assign(&mut self, rhs: $T) { self.0 = self.0.$call(rhs) }
        }
    )*};
}
wrapper_operators!(Wrapping Add add AddAssign add_assign wrapping_add : i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
wrapper_operators!(Wrapping Sub sub SubAssign sub_assign wrapping_sub : i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
wrapper_operators!(Wrapping Mul mul MulAssign mul_assign wrapping_mul : i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
wrapper_operators!(Wrapping Div div DivAssign div_assign wrapping_div : i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
wrapper_operators!(Wrapping Rem rem RemAssign rem_assign wrapping_rem : i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
wrapper_operators!(Saturating Add add AddAssign add_assign saturating_add : i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
wrapper_operators!(Saturating Sub sub SubAssign sub_assign saturating_sub : i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
wrapper_operators!(Saturating Mul mul MulAssign mul_assign saturating_mul : i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
wrapper_operators!(Saturating Div div DivAssign div_assign saturating_div : i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

macro_rules! wrapper_bits {
    ($($Name:ident: $($T:ident)*;)*) => {$($(
        wrapper_bits!(@one $Name $T Not not not);
        wrapper_bits!(@two $Name $T BitAnd bitand BitAndAssign bitand_assign);
        wrapper_bits!(@two $Name $T BitOr bitor BitOrAssign bitor_assign);
        wrapper_bits!(@two $Name $T BitXor bitxor BitXorAssign bitxor_assign);
    )*)*};
    (@one $Name:ident $T:ident $Trait:ident $method:ident $call:ident) => {
        impl crate::ops::$Trait for $Name<$T> {
            type Output = $Name<$T>;
            fn $method(self) -> $Name<$T> { $Name(self.0.$call()) }
        }
        impl crate::ops::$Trait for &$Name<$T> {
            type Output = $Name<$T>;
            fn $method(self) -> $Name<$T> { $Name(self.0.$call()) }
        }
    };
    (@two $Name:ident $T:ident $Trait:ident $method:ident $AssignTrait:ident $assign:ident) => {
        impl crate::ops::$Trait for $Name<$T> {
            type Output = $Name<$T>;
            fn $method(self, rhs: $Name<$T>) -> $Name<$T> { $Name(crate::ops::$Trait::$method(self.0, rhs.0)) }
        }
        lent_operands!($Trait $method $Name<$T>);
        impl crate::ops::$AssignTrait for $Name<$T> {
            fn $assign(&mut self, rhs: $Name<$T>) { *self = crate::ops::$Trait::$method(*self, rhs) }
        }
        impl crate::ops::$AssignTrait<$T> for $Name<$T> {
            fn $assign(&mut self, rhs: $T) { *self = crate::ops::$Trait::$method(*self, $Name(rhs)) }
        }
    };
}
wrapper_bits! {
    Wrapping: i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize;
    Saturating: i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize;
}
macro_rules! negated {
    ($Name:ident $call:ident : $($T:ident)*) => { $(wrapper_bits!(@one $Name $T Neg neg $call);)* };
}
negated!(Wrapping wrapping_neg : i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
negated!(Saturating saturating_neg : i8 i16 i32 i64 i128 isize);

macro_rules! wrapping_shifts {
    ($($T:ident)*) => {$(
        wrapping_shifts!(@one $T Shl shl ShlAssign shl_assign wrapping_shl);
        wrapping_shifts!(@one $T Shr shr ShrAssign shr_assign wrapping_shr);
    )*};
    (@one $T:ident $Trait:ident $method:ident $AssignTrait:ident $assign:ident $call:ident) => {
        impl crate::ops::$Trait<usize> for Wrapping<$T> {
            type Output = Wrapping<$T>;
            fn $method(self, by: usize) -> Wrapping<$T> { Wrapping(self.0.$call((by & 0x7f) as u32)) }
        }
        impl crate::ops::$AssignTrait<usize> for Wrapping<$T> {
            fn $assign(&mut self, by: usize) { *self = crate::ops::$Trait::$method(*self, by) }
        }
    };
}
wrapping_shifts!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

macro_rules! wrapping_totals {
    ($($T:ident)*) => {$(
        wrapping_totals!(@one $T Sum sum 0 +);
        wrapping_totals!(@one $T Product product 1 *);
    )*};
    (@one $T:ident $Trait:ident $method:ident $start:literal $op:tt) => {
        impl crate::iter::$Trait for Wrapping<$T> {
            fn $method<I: Iterator<Item = Wrapping<$T>>>(iter: I) -> Wrapping<$T> { iter.fold(Wrapping($start), |all, one| all $op one) }
        }
        impl<'a> crate::iter::$Trait<&'a Wrapping<$T>> for Wrapping<$T> {
            fn $method<I: Iterator<Item = &'a Wrapping<$T>>>(iter: I) -> Wrapping<$T> { iter.fold(Wrapping($start), |all, one| all $op one) }
        }
    };
}
wrapping_totals!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

/// A method of the number, around what it gives.
macro_rules! wrapper_methods {
    ($($Name:ident: $pow:ident $abs:ident;)*) => {$(
        wrapper_methods!(@each $Name i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
        wrapper_methods!(@signs $Name $abs i8 i16 i32 i64 i128 isize);
        wrapper_methods!(@power $Name $pow i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
    )*};
    (@each $Name:ident $($T:ident)*) => {$(
        impl $Name<$T> {
            pub const MIN: Self = $Name(<$T>::MIN);
            pub const MAX: Self = $Name(<$T>::MAX);
            pub const BITS: u32 = <$T>::BITS;
            pub const fn count_ones(self) -> u32 { self.0.count_ones() }
            pub const fn count_zeros(self) -> u32 { self.0.count_zeros() }
            pub const fn leading_zeros(self) -> u32 { self.0.leading_zeros() }
            pub const fn trailing_zeros(self) -> u32 { self.0.trailing_zeros() }
            pub const fn rotate_left(self, by: u32) -> Self { $Name(self.0.rotate_left(by)) }
            pub const fn rotate_right(self, by: u32) -> Self { $Name(self.0.rotate_right(by)) }
            pub const fn swap_bytes(self) -> Self { $Name(self.0.swap_bytes()) }
            pub const fn reverse_bits(self) -> Self { $Name(self.0.reverse_bits()) }
        }
    )*};
    (@signs $Name:ident $abs:ident $($T:ident)*) => {$(
        impl $Name<$T> {
            pub fn abs(self) -> Self { $Name(self.0.$abs()) }
            pub fn signum(self) -> Self { $Name(self.0.signum()) }
            pub const fn is_positive(self) -> bool { self.0.is_positive() }
            pub const fn is_negative(self) -> bool { self.0.is_negative() }
        }
    )*};
    (@power $Name:ident $pow:ident $($T:ident)*) => {$(
        impl $Name<$T> {
            pub fn pow(self, exp: u32) -> Self { $Name(self.0.$pow(exp)) }
        }
    )*};
}
wrapper_methods! {
    Saturating: saturating_pow saturating_abs;
}
