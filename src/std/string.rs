// String: a Vec<u8> that holds UTF-8.

use crate::borrow::Cow;
use crate::cmp::Ordering;
use crate::fmt::{self, Write};
use crate::intrinsics;
use crate::iter::FusedIterator;
use crate::ops::{Add, AddAssign, Deref, DerefMut, Index, IndexMut, RangeBounds};
use crate::slice::SliceIndex;
use crate::str::pattern::Pattern;
use crate::str::{self, Chars, FromStr, Utf8Error};

#[lang = "String"]
pub struct String {
    vec: Vec<u8>,
}

impl String {
    pub const fn new() -> String { String { vec: Vec::new() } }
    pub fn with_capacity(capacity: usize) -> String { String { vec: Vec::with_capacity(capacity) } }
    pub fn from_utf8(vec: Vec<u8>) -> Result<String, FromUtf8Error> {
        match str::from_utf8(&vec) {
            Ok(_) => Ok(String { vec }),
            Err(error) => Err(FromUtf8Error { bytes: vec, error }),
        }
    }
    pub fn from_utf8_lossy(bytes: &[u8]) -> Cow<'_, str> {
        let mut error = match str::from_utf8(bytes) {
            Ok(text) => return Cow::Borrowed(text),
            Err(error) => error,
        };
        let mut text = String::with_capacity(bytes.len());
        let mut rest = bytes;
        loop {
            let valid = error.valid_up_to();
            text.push_str(unsafe { str::from_utf8_unchecked(&rest[..valid]) });
            text.push('\u{fffd}');
            match error.error_len() {
                Some(len) => rest = &rest[valid + len..],
                None => return Cow::Owned(text),
            }
            match str::from_utf8(rest) {
                Ok(valid) => {
                    text.push_str(valid);
                    return Cow::Owned(text);
                }
                Err(next) => error = next,
            }
        }
    }
    pub fn from_utf8_lossy_owned(bytes: Vec<u8>) -> String { String::from_utf8_lossy(&bytes).into_owned() }
    pub fn from_utf16(words: &[u16]) -> Result<String, FromUtf16Error> {
        let mut text = String::with_capacity(words.len());
        for c in crate::char::decode_utf16(words.iter().copied()) {
            match c {
                Ok(c) => text.push(c),
                Err(_) => return Err(FromUtf16Error(())),
            }
        }
        Ok(text)
    }
    pub fn from_utf16_lossy(words: &[u16]) -> String {
        let mut text = String::with_capacity(words.len());
        for c in crate::char::decode_utf16(words.iter().copied()) {
            text.push(c.unwrap_or('\u{fffd}'));
        }
        text
    }
    pub unsafe fn from_utf8_unchecked(bytes: Vec<u8>) -> String { String { vec: bytes } }
    pub unsafe fn from_raw_parts(buffer: *mut u8, length: usize, capacity: usize) -> String { String { vec: unsafe { Vec::from_raw_parts(buffer, length, capacity) } } }
    pub fn into_raw_parts(self) -> (*mut u8, usize, usize) { self.vec.into_raw_parts() }
    pub fn into_bytes(self) -> Vec<u8> { self.vec }
    pub fn as_str(&self) -> &str { unsafe { str::from_utf8_unchecked(&self.vec) } }
    pub fn as_mut_str(&mut self) -> &mut str { unsafe { str::from_utf8_unchecked_mut(&mut self.vec) } }
    pub fn as_bytes(&self) -> &[u8] { &self.vec }
    pub unsafe fn as_mut_vec(&mut self) -> &mut Vec<u8> { &mut self.vec }
    pub const fn len(&self) -> usize { self.vec.len() }
    pub const fn is_empty(&self) -> bool { self.vec.len() == 0 }
    pub const fn capacity(&self) -> usize { self.vec.capacity() }
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError> { self.vec.try_reserve(additional) }
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError> { self.vec.try_reserve_exact(additional) }
    pub fn reserve(&mut self, additional: usize) { self.vec.reserve(additional) }
    pub fn reserve_exact(&mut self, additional: usize) { self.vec.reserve_exact(additional) }
    pub fn shrink_to_fit(&mut self) { self.vec.shrink_to_fit() }
    pub fn shrink_to(&mut self, capacity: usize) { self.vec.shrink_to(capacity) }
    pub fn push_str(&mut self, text: &str) {
        let count = text.len();
        if count == 0 {
            return;
        }
        self.vec.reserve(count);
        let len = self.vec.len();
        unsafe {
            intrinsics::copy_nonoverlapping(text.as_ptr(), self.vec.as_mut_ptr().add(len), count);
            self.vec.set_len(len + count);
        }
    }
    pub fn push(&mut self, c: char) {
        if (c as u32) < 0x80 {
            self.vec.push(c as u8);
        } else {
            let mut buffer = [0u8; 4];
            self.push_str(c.encode_utf8(&mut buffer));
        }
    }
    pub fn pop(&mut self) -> Option<char> {
        let c = self.chars().next_back()?;
        let len = self.vec.len() - c.len_utf8();
        unsafe { self.vec.set_len(len) };
        Some(c)
    }
    pub fn truncate(&mut self, new_len: usize) {
        if new_len <= self.len() {
            assert!(self.is_char_boundary(new_len));
            self.vec.truncate(new_len)
        }
    }
    pub fn remove(&mut self, idx: usize) -> char {
        let c = match self[idx..].chars().next() {
            Some(c) => c,
            None => panic!("cannot remove a char from the end of a string"),
        };
        self.remove_bytes(idx, idx + c.len_utf8());
        c
    }
    fn remove_bytes(&mut self, start: usize, end: usize) {
        let len = self.vec.len();
        let pointer = self.vec.as_mut_ptr();
        unsafe {
            intrinsics::copy(pointer.add(end) as *const u8, pointer.add(start), len - end);
            self.vec.set_len(len - (end - start));
        }
    }
    pub fn retain<F: FnMut(char) -> bool>(&mut self, mut f: F) {
        let mut kept = String::with_capacity(self.len());
        for c in self.chars() {
            if f(c) {
                kept.push(c);
            }
        }
        *self = kept;
    }
    pub fn insert(&mut self, idx: usize, c: char) {
        assert!(self.is_char_boundary(idx));
        let mut buffer = [0u8; 4];
        self.insert_bytes(idx, c.encode_utf8(&mut buffer));
    }
    pub fn insert_str(&mut self, idx: usize, text: &str) {
        assert!(self.is_char_boundary(idx));
        self.insert_bytes(idx, text);
    }
    fn insert_bytes(&mut self, at: usize, text: &str) {
        let (len, count) = (self.vec.len(), text.len());
        self.vec.reserve(count);
        let pointer = self.vec.as_mut_ptr();
        unsafe {
            intrinsics::copy(pointer.add(at) as *const u8, pointer.add(at + count), len - at);
            intrinsics::copy_nonoverlapping(text.as_ptr(), pointer.add(at), count);
            self.vec.set_len(len + count);
        }
    }
    #[must_use]
    pub fn split_off(&mut self, at: usize) -> String {
        assert!(self.is_char_boundary(at));
        String { vec: self.vec.split_off(at) }
    }
    pub fn clear(&mut self) { self.vec.truncate(0) }
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_> {
        let range = crate::slice::resolve_range(&range, self.len());
        let (start, end) = (range.start, range.end);
        assert!(self.is_char_boundary(start));
        assert!(self.is_char_boundary(end));
        let chars = unsafe { (*(&raw const *self)).get_unchecked(start..end).chars() };
        Drain { string: self, start, end, chars }
    }
    pub fn replace_range<R: RangeBounds<usize>>(&mut self, range: R, with: &str) {
        let range = crate::slice::resolve_range(&range, self.len());
        assert!(self.is_char_boundary(range.start), "start of range should be a character boundary");
        assert!(self.is_char_boundary(range.end), "end of range should be a character boundary");
        self.remove_bytes(range.start, range.end);
        self.insert_bytes(range.start, with);
    }
    pub fn extend_from_within<R: RangeBounds<usize>>(&mut self, range: R) {
        let range = crate::slice::resolve_range(&range, self.len());
        assert!(self.is_char_boundary(range.start));
        assert!(self.is_char_boundary(range.end));
        self.vec.extend_from_within(range)
    }
    pub fn into_boxed_str(self) -> Box<str> {
        let bytes = Box::into_raw(self.vec.into_boxed_slice());
        unsafe { Box::from_raw(bytes as *mut str) }
    }
    pub fn leak<'a>(self) -> &'a mut str { unsafe { str::from_utf8_unchecked_mut(self.vec.leak()) } }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromUtf8Error {
    bytes: Vec<u8>,
    error: Utf8Error,
}
impl FromUtf8Error {
    pub fn as_bytes(&self) -> &[u8] { &self.bytes }
    pub fn into_bytes(self) -> Vec<u8> { self.bytes }
    pub fn utf8_error(&self) -> Utf8Error { self.error }
}
impl fmt::Display for FromUtf8Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(&self.error, f) }
}
impl crate::error::Error for FromUtf8Error {}
#[derive(Debug)]
pub struct FromUtf16Error(());
impl fmt::Display for FromUtf16Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad("invalid utf-16: lone surrogate found") }
}
impl crate::error::Error for FromUtf16Error {}
pub type ParseError = crate::convert::Infallible;

// ---- As a str

impl Deref for String {
    type Target = str;
    fn deref(&self) -> &str { unsafe { str::from_utf8_unchecked(&self.vec) } }
}
impl DerefMut for String {
    fn deref_mut(&mut self) -> &mut str { unsafe { str::from_utf8_unchecked_mut(&mut self.vec) } }
}
impl<I: SliceIndex<str>> Index<I> for String {
    type Output = I::Output;
    fn index(&self, index: I) -> &I::Output { index.index(self.as_str()) }
}
impl<I: SliceIndex<str>> IndexMut<I> for String {
    fn index_mut(&mut self, index: I) -> &mut I::Output { index.index_mut(self.as_mut_str()) }
}
impl AsRef<str> for String {
    fn as_ref(&self) -> &str { self }
}
impl AsMut<str> for String {
    fn as_mut(&mut self) -> &mut str { self }
}
impl AsRef<[u8]> for String {
    fn as_ref(&self) -> &[u8] { &self.vec }
}
impl crate::borrow::BorrowMut<str> for String {
    fn borrow_mut(&mut self) -> &mut str { self }
}

impl Clone for String {
    fn clone(&self) -> String { String::from(self.as_str()) }
    fn clone_from(&mut self, source: &String) {
        self.clear();
        self.push_str(source);
    }
}
impl Default for String {
    fn default() -> String { String::new() }
}
impl crate::hash::Hash for String {
    fn hash<H: crate::hash::Hasher>(&self, state: &mut H) { state.write_str(self) }
}
impl PartialEq for String {
    fn eq(&self, other: &String) -> bool { *self.as_str() == *other.as_str() }
}
impl Eq for String {}
impl PartialOrd for String {
    fn partial_cmp(&self, other: &String) -> Option<Ordering> { Some(self.as_str().cmp(other.as_str())) }
}
impl Ord for String {
    fn cmp(&self, other: &String) -> Ordering { self.as_str().cmp(other.as_str()) }
}
macro_rules! string_equality {
    ($($Left:ty, $Right:ty;)*) => {$(
        impl<'a, 'b> PartialEq<$Right> for $Left {
            fn eq(&self, other: &$Right) -> bool {
                let (left, right): (&str, &str) = (&self[..], &other[..]);
                *left == *right
            }
        }
    )*};
}
string_equality! {
    String, str;
    String, &'a str;
    str, String;
    &'a str, String;
    String, Cow<'a, str>;
    str, Cow<'a, str>;
    &'b str, Cow<'a, str>;
}

impl fmt::Display for String {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(self.as_str(), f) }
}
impl fmt::Debug for String {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(self.as_str(), f) }
}
impl Write for String {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push_str(text);
        Ok(())
    }
    fn write_char(&mut self, c: char) -> fmt::Result {
        self.push(c);
        Ok(())
    }
}

impl Add<&str> for String {
    type Output = String;
    fn add(mut self, other: &str) -> String {
        self.push_str(other);
        self
    }
}
impl AddAssign<&str> for String {
    fn add_assign(&mut self, other: &str) { self.push_str(other) }
}

// ---- From and to other types

impl From<&str> for String {
    fn from(text: &str) -> String {
        let mut string = String::with_capacity(text.len());
        string.push_str(text);
        string
    }
}
impl From<&mut str> for String {
    fn from(text: &mut str) -> String { String::from(&*text) }
}
impl From<&String> for String {
    fn from(text: &String) -> String { String::from(text.as_str()) }
}
impl From<char> for String {
    fn from(c: char) -> String {
        let mut string = String::new();
        string.push(c);
        string
    }
}
impl From<Box<str>> for String {
    fn from(text: Box<str>) -> String { text.into_string() }
}
impl<'a> From<Cow<'a, str>> for String {
    fn from(text: Cow<'a, str>) -> String { text.into_owned() }
}
impl TryFrom<Vec<u8>> for String {
    type Error = FromUtf8Error;
    fn try_from(bytes: Vec<u8>) -> Result<String, FromUtf8Error> { String::from_utf8(bytes) }
}
impl FromStr for String {
    type Err = crate::convert::Infallible;
    fn from_str(text: &str) -> Result<String, crate::convert::Infallible> { Ok(String::from(text)) }
}
macro_rules! string_from_pieces {
    ($([$($generics:tt)*] $Item:ty => $push:expr;)*) => {$(
        impl<$($generics)*> FromIterator<$Item> for String {
            fn from_iter<I: IntoIterator<Item = $Item>>(iter: I) -> String {
                let mut string = String::new();
                string.extend(iter);
                string
            }
        }
        impl<$($generics)*> Extend<$Item> for String {
            fn extend<I: IntoIterator<Item = $Item>>(&mut self, iter: I) {
                let push: fn(&mut String, $Item) = $push;
                for piece in iter {
                    push(self, piece);
                }
            }
        }
    )*};
}
string_from_pieces! {
    [] char => |string, c| string.push(c);
    ['a] &'a char => |string, c| string.push(*c);
    ['a] &'a str => |string, text| string.push_str(text);
    [] String => |string, text| string.push_str(&text);
    [] Box<str> => |string, text| string.push_str(&text);
    ['a] Cow<'a, str> => |string, text| string.push_str(&text);
}
impl<'a> FromIterator<char> for Cow<'a, str> {
    fn from_iter<I: IntoIterator<Item = char>>(iter: I) -> Cow<'a, str> { Cow::Owned(String::from_iter(iter)) }
}
impl<'a, 'b> FromIterator<&'b str> for Cow<'a, str> {
    fn from_iter<I: IntoIterator<Item = &'b str>>(iter: I) -> Cow<'a, str> { Cow::Owned(String::from_iter(iter)) }
}
impl<'a> FromIterator<String> for Cow<'a, str> {
    fn from_iter<I: IntoIterator<Item = String>>(iter: I) -> Cow<'a, str> { Cow::Owned(String::from_iter(iter)) }
}
impl<'a> Add<Cow<'a, str>> for Cow<'a, str> {
    type Output = Cow<'a, str>;
    fn add(mut self, other: Cow<'a, str>) -> Cow<'a, str> {
        self += other;
        self
    }
}
impl<'a> AddAssign<Cow<'a, str>> for Cow<'a, str> {
    fn add_assign(&mut self, other: Cow<'a, str>) {
        if self.is_empty() {
            *self = other
        } else if !other.is_empty() {
            self.to_mut().push_str(&other)
        }
    }
}
impl FromIterator<char> for Box<str> {
    fn from_iter<I: IntoIterator<Item = char>>(iter: I) -> Box<str> { String::from_iter(iter).into_boxed_str() }
}
impl<'a> Add<&'a str> for Cow<'a, str> {
    type Output = Cow<'a, str>;
    fn add(mut self, other: &'a str) -> Cow<'a, str> {
        self += other;
        self
    }
}
impl<'a> AddAssign<&'a str> for Cow<'a, str> {
    fn add_assign(&mut self, other: &'a str) {
        if self.is_empty() {
            *self = Cow::Borrowed(other)
        } else if !other.is_empty() {
            self.to_mut().push_str(other)
        }
    }
}
impl Pattern for &String {
    fn next_match(&mut self, text: &str, from: usize, to: usize) -> Option<(usize, usize)> { self.as_str().next_match(text, from, to) }
    fn next_match_back(&mut self, text: &str, from: usize, to: usize) -> Option<(usize, usize)> { self.as_str().next_match_back(text, from, to) }
    fn prefix_of(&mut self, text: &str) -> Option<usize> { self.as_str().prefix_of(text) }
    fn suffix_of(&mut self, text: &str) -> Option<usize> { self.as_str().suffix_of(text) }
}

pub trait ToString {
    fn to_string(&self) -> String;
}
impl<T: fmt::Display + ?Sized> ToString for T {
    fn to_string(&self) -> String {
        let mut text = String::new();
        match fmt::show(&mut text, self) {
            Ok(()) => text,
            Err(error) => panic!("a Display implementation returned an error unexpectedly: {:?}", error),
        }
    }
}

/// The characters of the range; dropping it removes the range.
pub struct Drain<'a> {
    string: &'a mut String,
    start: usize,
    end: usize,
    chars: Chars<'a>,
}
impl Drain<'_> {
    pub fn as_str(&self) -> &str { self.chars.as_str() }
}
impl Iterator for Drain<'_> {
    type Item = char;
    fn next(&mut self) -> Option<char> { self.chars.next() }
    fn size_hint(&self) -> (usize, Option<usize>) { self.chars.size_hint() }
}
impl DoubleEndedIterator for Drain<'_> {
    fn next_back(&mut self) -> Option<char> { self.chars.next_back() }
}
impl FusedIterator for Drain<'_> {}
impl fmt::Debug for Drain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("Drain").field(&self.as_str()).finish() }
}
impl Drop for Drain<'_> {
    fn drop(&mut self) { self.string.remove_bytes(self.start, self.end) }
}
