// char. What lies behind ASCII is answered by unicode.rs.

use crate::fmt;
use crate::intrinsics;
use crate::iter::FusedIterator;
use crate::str::FromStr;
use crate::unicode;

pub const MAX: char = '\u{10ffff}';
pub const REPLACEMENT_CHARACTER: char = '\u{fffd}';
pub const fn from_u32(code: u32) -> Option<char> {
    if code > 0x10ffff || code >= 0xd800 && code <= 0xdfff { None } else { Some(intrinsics::transmute::<u32, char>(code)) }
}
pub const unsafe fn from_u32_unchecked(code: u32) -> char { intrinsics::transmute::<u32, char>(code) }
pub const fn from_digit(digit: u32, radix: u32) -> Option<char> {
    if radix > 36 {
        panic!("from_digit: radix is too high (maximum 36)");
    }
    if digit >= radix { None } else if digit < 10 { Some((b'0' + digit as u8) as char) } else { Some((b'a' + (digit as u8 - 10)) as char) }
}
pub fn decode_utf16<I: IntoIterator<Item = u16>>(iter: I) -> DecodeUtf16<I::IntoIter> { DecodeUtf16 { iter: iter.into_iter(), left: None } }

impl char {
    pub const MIN: char = '\0';
    pub const MAX: char = '\u{10ffff}';
    pub const REPLACEMENT_CHARACTER: char = '\u{fffd}';
    pub const UNICODE_VERSION: (u8, u8, u8) = (17, 0, 0);
    pub const fn from_u32(code: u32) -> Option<char> { from_u32(code) }
    pub const unsafe fn from_u32_unchecked(code: u32) -> char { intrinsics::transmute::<u32, char>(code) }
    pub const fn from_digit(digit: u32, radix: u32) -> Option<char> { from_digit(digit, radix) }
    pub fn decode_utf16<I: IntoIterator<Item = u16>>(iter: I) -> DecodeUtf16<I::IntoIter> { decode_utf16(iter) }
    pub const fn is_digit(self, radix: u32) -> bool { self.to_digit(radix).is_some() }
    pub const fn to_digit(self, radix: u32) -> Option<u32> {
        if radix < 2 || radix > 36 {
            panic!("to_digit: invalid radix -- radix must be in the range 2 to 36 inclusive");
        }
        let digit = match self {
            '0'..='9' => self as u32 - '0' as u32,
            'a'..='z' => self as u32 - 'a' as u32 + 10,
            'A'..='Z' => self as u32 - 'A' as u32 + 10,
            _ => return None,
        };
        if digit < radix { Some(digit) } else { None }
    }
    pub const fn len_utf8(self) -> usize {
        let code = self as u32;
        if code < 0x80 { 1 } else if code < 0x800 { 2 } else if code < 0x10000 { 3 } else { 4 }
    }
    pub const fn len_utf16(self) -> usize { if (self as u32) < 0x10000 { 1 } else { 2 } }
    pub fn encode_utf8(self, buffer: &mut [u8]) -> &mut str {
        let code = self as u32;
        let len = self.len_utf8();
        if buffer.len() < len {
            panic!("encode_utf8: need {} bytes to encode U+{:04X} but buffer has just {}", len, code, buffer.len());
        }
        match len {
            1 => buffer[0] = code as u8,
            2 => {
                buffer[0] = (code >> 6) as u8 | 0xc0;
                buffer[1] = (code & 0x3f) as u8 | 0x80;
            }
            3 => {
                buffer[0] = (code >> 12) as u8 | 0xe0;
                buffer[1] = (code >> 6 & 0x3f) as u8 | 0x80;
                buffer[2] = (code & 0x3f) as u8 | 0x80;
            }
            _ => {
                buffer[0] = (code >> 18) as u8 | 0xf0;
                buffer[1] = (code >> 12 & 0x3f) as u8 | 0x80;
                buffer[2] = (code >> 6 & 0x3f) as u8 | 0x80;
                buffer[3] = (code & 0x3f) as u8 | 0x80;
            }
        }
        unsafe { crate::str::from_utf8_unchecked_mut(&mut buffer[..len]) }
    }
    pub fn encode_utf16(self, buffer: &mut [u16]) -> &mut [u16] {
        let code = self as u32;
        if code < 0x10000 {
            buffer[0] = code as u16;
            return &mut buffer[..1];
        }
        buffer[0] = 0xd800 | ((code - 0x10000) >> 10) as u16;
        buffer[1] = 0xdc00 | (code & 0x3ff) as u16;
        &mut buffer[..2]
    }

    // ---- Kinds

    pub const fn is_alphabetic(self) -> bool { self.is_ascii_alphabetic() || self as u32 >= 0x80 && unicode::is_alphabetic(self as u32) }
    pub const fn is_numeric(self) -> bool { self.is_ascii_digit() || self as u32 >= 0x80 && unicode::is_numeric(self as u32) }
    pub const fn is_alphanumeric(self) -> bool { self.is_alphabetic() || self.is_numeric() }
    pub const fn is_lowercase(self) -> bool { self.is_ascii_lowercase() || self as u32 >= 0x80 && unicode::is_lowercase(self as u32) }
    pub const fn is_uppercase(self) -> bool { self.is_ascii_uppercase() || self as u32 >= 0x80 && unicode::is_uppercase(self as u32) }
    pub const fn is_whitespace(self) -> bool {
        matches!(self, ' ' | '\t'..='\r' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
    }
    pub const fn is_control(self) -> bool { matches!(self, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}') }
    pub fn to_lowercase(self) -> ToLowercase {
        if self.is_ascii() {
            return ToLowercase { letters: Letters::one(self.to_ascii_lowercase()) };
        }
        ToLowercase { letters: Letters::new(unicode::to_lowercase(self as u32)) }
    }
    pub fn to_uppercase(self) -> ToUppercase {
        if self.is_ascii() {
            return ToUppercase { letters: Letters::one(self.to_ascii_uppercase()) };
        }
        ToUppercase { letters: Letters::new(unicode::to_uppercase(self as u32)) }
    }

    pub const fn is_ascii(&self) -> bool { (*self as u32) < 0x80 }
    pub const fn to_ascii_uppercase(&self) -> char { if self.is_ascii_lowercase() { (*self as u8 - 32) as char } else { *self } }
    pub const fn to_ascii_lowercase(&self) -> char { if self.is_ascii_uppercase() { (*self as u8 + 32) as char } else { *self } }
    pub const fn make_ascii_uppercase(&mut self) { *self = self.to_ascii_uppercase() }
    pub const fn make_ascii_lowercase(&mut self) { *self = self.to_ascii_lowercase() }
    pub const fn eq_ignore_ascii_case(&self, other: &char) -> bool { self.to_ascii_lowercase() as u32 == other.to_ascii_lowercase() as u32 }
    pub const fn is_ascii_alphabetic(&self) -> bool { matches!(*self, 'a'..='z' | 'A'..='Z') }
    pub const fn is_ascii_uppercase(&self) -> bool { matches!(*self, 'A'..='Z') }
    pub const fn is_ascii_lowercase(&self) -> bool { matches!(*self, 'a'..='z') }
    pub const fn is_ascii_alphanumeric(&self) -> bool { matches!(*self, 'a'..='z' | 'A'..='Z' | '0'..='9') }
    pub const fn is_ascii_digit(&self) -> bool { matches!(*self, '0'..='9') }
    pub const fn is_ascii_hexdigit(&self) -> bool { matches!(*self, '0'..='9' | 'a'..='f' | 'A'..='F') }
    pub const fn is_ascii_punctuation(&self) -> bool { matches!(*self, '!'..='/' | ':'..='@' | '['..='`' | '{'..='~') }
    pub const fn is_ascii_graphic(&self) -> bool { matches!(*self, '!'..='~') }
    pub const fn is_ascii_whitespace(&self) -> bool { matches!(*self, ' ' | '\t' | '\n' | '\x0c' | '\r') }
    pub const fn is_ascii_control(&self) -> bool { matches!(*self, '\0'..='\x1f' | '\x7f') }

    // ---- Escapes

    pub fn escape_unicode(self) -> EscapeUnicode { EscapeUnicode { escape: Escape::code(self) } }
    pub fn escape_default(self) -> EscapeDefault {
        EscapeDefault {
            escape: match self {
                '\t' => Escape::backslash('t'),
                '\r' => Escape::backslash('r'),
                '\n' => Escape::backslash('n'),
                '\'' | '"' | '\\' => Escape::backslash(self),
                ' '..='~' => Escape::none(self),
                _ => Escape::code(self),
            },
        }
    }
    pub fn escape_debug(self) -> EscapeDebug {
        EscapeDebug {
            escape: match self {
                '\0' => Escape::backslash('0'),
                '\t' => Escape::backslash('t'),
                '\r' => Escape::backslash('r'),
                '\n' => Escape::backslash('n'),
                '\'' | '"' | '\\' => Escape::backslash(self),
                ' '..='~' => Escape::none(self),
                _ if (self as u32) < 0x80 || unicode::is_escaped(self as u32) => Escape::code(self),
                _ => Escape::none(self),
            },
        }
    }
    /// Behind other characters, a mark that joins them is not escaped.
    pub(crate) fn escape_within(self) -> EscapeDebug {
        if self as u32 >= 0x300 && unicode::is_escaped(self as u32) {
            let text = "`escape_debug` of what is rare within a text";
            intrinsics::unsupported(text.as_ptr(), text.len())
        }
        self.escape_debug()
    }
    /// What Debug shows between the quotes; the kind of quote that needs no escape is for the caller.
    pub(crate) fn write_escaped(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if matches!(self, ' '..='~') && !matches!(self, '\'' | '"' | '\\') {
            return f.write_char(self);
        }
        for c in self.escape_debug() {
            f.write_char(c)?;
        }
        Ok(())
    }
}

/// Up to three letters; zeros are no letters.
#[derive(Clone, Debug)]
struct Letters {
    codes: [u32; 3],
    next: usize,
    end: usize,
}
impl Letters {
    fn one(c: char) -> Letters { Letters { codes: [c as u32, 0, 0], next: 0, end: 1 } }
    fn new(codes: [u32; 3]) -> Letters { Letters { codes, next: 0, end: if codes[1] == 0 { 1 } else if codes[2] == 0 { 2 } else { 3 } } }
    fn char_at(&self, at: usize) -> char { unsafe { from_u32_unchecked(self.codes[at]) } }
}
macro_rules! case_iterators {
    ($($Name:ident)*) => {$(
        #[derive(Clone, Debug)]
        pub struct $Name {
            letters: Letters,
        }
        impl Iterator for $Name {
            type Item = char;
            fn next(&mut self) -> Option<char> {
                if self.letters.next == self.letters.end {
                    return None;
                }
                self.letters.next += 1;
                Some(self.letters.char_at(self.letters.next - 1))
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                let left = self.letters.end - self.letters.next;
                (left, Some(left))
            }
        }
        impl DoubleEndedIterator for $Name {
            fn next_back(&mut self) -> Option<char> {
                if self.letters.next == self.letters.end {
                    return None;
                }
                self.letters.end -= 1;
                Some(self.letters.char_at(self.letters.end))
            }
        }
        impl ExactSizeIterator for $Name {}
        impl FusedIterator for $Name {}
        impl fmt::Display for $Name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                for c in self.clone() {
                    f.write_char(c)?;
                }
                Ok(())
            }
        }
    )*};
}
case_iterators!(ToLowercase ToUppercase);

/// The longest escape is `\u{10ffff}`.
#[derive(Clone, Debug)]
struct Escape {
    chars: [char; 10],
    next: usize,
    end: usize,
}
impl Escape {
    fn none(c: char) -> Escape { Escape { chars: [c; 10], next: 0, end: 1 } }
    fn backslash(c: char) -> Escape {
        let mut chars = ['\\'; 10];
        chars[1] = c;
        Escape { chars, next: 0, end: 2 }
    }
    fn code(c: char) -> Escape {
        let mut chars = ['\\'; 10];
        chars[1] = 'u';
        chars[2] = '{';
        let code = c as u32;
        let digits = if code == 0 { 1 } else { (35 - code.leading_zeros()) / 4 };
        let (mut at, mut shift) = (3, digits * 4);
        while shift > 0 {
            shift -= 4;
            chars[at] = from_digit(code >> shift & 15, 16).unwrap();
            at += 1;
        }
        chars[at] = '}';
        Escape { chars, next: 0, end: at + 1 }
    }
}
macro_rules! escape_iterators {
    ($($Name:ident)*) => {$(
        #[derive(Clone, Debug)]
        pub struct $Name {
            escape: Escape,
        }
        impl Iterator for $Name {
            type Item = char;
            fn next(&mut self) -> Option<char> {
                let at = self.escape.next;
                if at == self.escape.end {
                    return None;
                }
                self.escape.next = at + 1;
                Some(self.escape.chars[at])
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                let left = self.escape.end - self.escape.next;
                (left, Some(left))
            }
        }
        impl ExactSizeIterator for $Name {}
        impl FusedIterator for $Name {}
        impl fmt::Display for $Name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                for c in self.clone() {
                    f.write_char(c)?;
                }
                Ok(())
            }
        }
    )*};
}
escape_iterators!(EscapeUnicode EscapeDefault EscapeDebug);

#[derive(Clone, Debug)]
pub struct DecodeUtf16<I> {
    iter: I,
    left: Option<u16>,
}
impl<I: Iterator<Item = u16>> Iterator for DecodeUtf16<I> {
    type Item = Result<char, DecodeUtf16Error>;
    fn next(&mut self) -> Option<Result<char, DecodeUtf16Error>> {
        let word = match self.left.take() {
            Some(word) => word,
            None => self.iter.next()?,
        };
        if let Some(c) = from_u32(word as u32) {
            return Some(Ok(c));
        }
        if word >= 0xdc00 {
            return Some(Err(DecodeUtf16Error { code: word }));
        }
        match self.iter.next() {
            Some(low @ 0xdc00..=0xdfff) => {
                let code = ((word & 0x3ff) as u32) << 10 | (low & 0x3ff) as u32;
                Some(Ok(unsafe { from_u32_unchecked(code + 0x10000) }))
            }
            other => {
                self.left = other;
                Some(Err(DecodeUtf16Error { code: word }))
            }
        }
    }
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeUtf16Error {
    code: u16,
}
impl DecodeUtf16Error {
    pub fn unpaired_surrogate(&self) -> u16 { self.code }
}
impl fmt::Display for DecodeUtf16Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "unpaired surrogate found: {:x}", self.code) }
}
impl crate::error::Error for DecodeUtf16Error {}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CharTryFromError(pub(crate) ());
impl fmt::Display for CharTryFromError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad("converted integer out of range for `char`") }
}
impl crate::error::Error for CharTryFromError {}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TryFromCharError(pub(crate) ());
impl fmt::Display for TryFromCharError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad("unicode code point out of range") }
}
impl crate::error::Error for TryFromCharError {}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseCharError {
    kind: CharErrorKind,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CharErrorKind {
    EmptyString,
    TooManyChars,
}
impl fmt::Display for ParseCharError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self.kind {
            CharErrorKind::EmptyString => "cannot parse char from empty string",
            CharErrorKind::TooManyChars => "too many characters in string",
        })
    }
}
impl crate::error::Error for ParseCharError {}
impl FromStr for char {
    type Err = ParseCharError;
    fn from_str(text: &str) -> Result<char, ParseCharError> {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Err(ParseCharError { kind: CharErrorKind::EmptyString }),
            (Some(c), None) => Ok(c),
            _ => Err(ParseCharError { kind: CharErrorKind::TooManyChars }),
        }
    }
}
impl TryFrom<char> for u16 {
    type Error = TryFromCharError;
    fn try_from(c: char) -> Result<u16, TryFromCharError> { if (c as u32) < 0x10000 { Ok(c as u32 as u16) } else { Err(TryFromCharError(())) } }
}
