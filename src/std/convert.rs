#[lang = "From"]
pub trait From<T>: Sized {
    #[lang = "from"]
    fn from(value: T) -> Self;
}
#[lang = "Into"]
pub trait Into<T>: Sized {
    fn into(self) -> T;
}
pub trait TryFrom<T>: Sized {
    type Error;
    fn try_from(value: T) -> Result<Self, Self::Error>;
}
pub trait TryInto<T>: Sized {
    type Error;
    fn try_into(self) -> Result<T, Self::Error>;
}
pub trait AsRef<T: ?Sized> {
    fn as_ref(&self) -> &T;
}
pub trait AsMut<T: ?Sized> {
    fn as_mut(&mut self) -> &mut T;
}
pub enum Infallible {}
impl Clone for Infallible {
    fn clone(&self) -> Infallible { match *self {} }
}
impl Copy for Infallible {}
impl crate::fmt::Debug for Infallible {
    fn fmt(&self, _f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result { match *self {} }
}
impl crate::fmt::Display for Infallible {
    fn fmt(&self, _f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result { match *self {} }
}
impl PartialEq for Infallible {
    fn eq(&self, _other: &Infallible) -> bool { match *self {} }
}
impl Eq for Infallible {}

pub const fn identity<T>(value: T) -> T { value }

impl<T> From<T> for T {
    fn from(value: T) -> T { value }
}
impl<T, U: From<T>> Into<U> for T {
    fn into(self) -> U { U::from(self) }
}
impl<T, U: Into<T>> TryFrom<U> for T {
    type Error = Infallible;
    fn try_from(value: U) -> Result<Self, Infallible> { Ok(U::into(value)) }
}
impl<T, U: TryFrom<T>> TryInto<U> for T {
    type Error = U::Error;
    fn try_into(self) -> Result<U, U::Error> { U::try_from(self) }
}
impl<T: ?Sized + AsRef<U>, U: ?Sized> AsRef<U> for &T {
    fn as_ref(&self) -> &U { <T as AsRef<U>>::as_ref(*self) }
}
impl<T: ?Sized + AsRef<U>, U: ?Sized> AsRef<U> for &mut T {
    fn as_ref(&self) -> &U { <T as AsRef<U>>::as_ref(*self) }
}
impl<T: ?Sized + AsMut<U>, U: ?Sized> AsMut<U> for &mut T {
    fn as_mut(&mut self) -> &mut U { (*self).as_mut() }
}
impl<T> AsRef<[T]> for [T] {
    fn as_ref(&self) -> &[T] { self }
}
impl<T> AsMut<[T]> for [T] {
    fn as_mut(&mut self) -> &mut [T] { self }
}
impl<T, const N: usize> AsRef<[T]> for [T; N] {
    fn as_ref(&self) -> &[T] { self }
}
impl<T, const N: usize> AsMut<[T]> for [T; N] {
    fn as_mut(&mut self) -> &mut [T] { self }
}
impl AsRef<str> for str {
    fn as_ref(&self) -> &str { self }
}
impl AsRef<[u8]> for str {
    fn as_ref(&self) -> &[u8] { self.as_bytes() }
}

macro_rules! lossless {
    ($($from:ty => $($to:ty)*;)*) => {$($(
        impl From<$from> for $to {
            fn from(value: $from) -> $to { value as $to }
        }
    )*)*};
}
// From<u16> for f32 stands here so that `f32::from(5)` is as ambiguous as it is in Rust.
lossless! {
    bool => i32 i64 isize u8 u32 u64 usize;
    u8 => u32 u64 usize i32 i64 isize f32 f64 char;
    u32 => u64 i64 f64;
    i32 => i64 f64;
    u16 => f32;
    f32 => f64;
    char => u32 u64;
}
#[cfg(std_file = "rare_integers")]
lossless! {
    bool => i8 i16 i128 u16 u128;
    u8 => u16 u128 i16 i128;
    u16 => u32 u64 u128 usize i32 i64 i128 f64;
    u32 => u128 i128;
    u64 => u128 i128;
    i8 => i16 i32 i64 i128 isize f32 f64;
    i16 => i32 i64 i128 isize f32 f64;
    i32 => i128;
    i64 => i128;
    char => u128;
}
impl From<bool> for f32 {
    fn from(value: bool) -> f32 { value as u8 as f32 }
}
impl From<bool> for f64 {
    fn from(value: bool) -> f64 { value as u8 as f64 }
}
macro_rules! bool_from {
    ($($from:ty)*) => {$(
        impl TryFrom<$from> for bool {
            type Error = crate::num::TryFromIntError;
            fn try_from(value: $from) -> Result<bool, crate::num::TryFromIntError> {
                match value {
                    0 => Ok(false),
                    1 => Ok(true),
                    _ => Err(crate::num::TryFromIntError(())),
                }
            }
        }
    )*};
}
bool_from!(i32 i64 isize u8 u32 u64 usize);
#[cfg(std_file = "rare_integers")]
bool_from!(i8 i16 i128 u16 u128);
macro_rules! checked {
    ($($from:ty => $($to:ty)*;)*) => {$($(
        impl TryFrom<$from> for $to {
            type Error = crate::num::TryFromIntError;
            fn try_from(value: $from) -> Result<$to, crate::num::TryFromIntError> {
                let converted = value as $to;
                if converted as $from == value && (converted < (0 as $to)) == (value < (0 as $from)) {
                    Ok(converted)
                } else {
                    Err(crate::num::TryFromIntError(()))
                }
            }
        }
    )*)*};
}
checked! {
    u32 => u8 usize i32 isize;
    u64 => u8 u32 usize i32 i64 isize;
    usize => u8 u32 u64 i32 i64 isize;
    i32 => u8 u32 u64 usize isize;
    i64 => u8 u32 u64 usize i32 isize;
    isize => u8 u32 u64 usize i32 i64;
}
#[cfg(std_file = "rare_integers")]
checked! {
    u8 => i8;
    u16 => u8 i8 i16 isize;
    u32 => u16 i8 i16;
    u64 => u16 i8 i16;
    u128 => u8 u16 u32 u64 usize i8 i16 i32 i64 i128 isize;
    usize => u16 u128 i8 i16 i128;
    i8 => u8 u16 u32 u64 u128 usize;
    i16 => u8 u16 u32 u64 u128 usize i8;
    i32 => u16 u128 i8 i16;
    i64 => u16 u128 i8 i16;
    i128 => u8 u16 u32 u64 u128 usize i8 i16 i32 i64 isize;
    isize => u16 u128 i8 i16 i128;
}
impl TryFrom<u32> for char {
    type Error = crate::char::CharTryFromError;
    fn try_from(value: u32) -> Result<char, crate::char::CharTryFromError> {
        match crate::char::from_u32(value) {
            Some(c) => Ok(c),
            None => Err(crate::char::CharTryFromError(())),
        }
    }
}
impl TryFrom<char> for usize {
    type Error = crate::char::TryFromCharError;
    fn try_from(value: char) -> Result<usize, crate::char::TryFromCharError> { Ok(value as u32 as usize) }
}
impl TryFrom<char> for u8 {
    type Error = crate::char::TryFromCharError;
    fn try_from(value: char) -> Result<u8, crate::char::TryFromCharError> {
        if (value as u32) < 256 { Ok(value as u32 as u8) } else { Err(crate::char::TryFromCharError(())) }
    }
}
