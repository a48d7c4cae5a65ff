// Bytes as ASCII characters.

use crate::fmt;

impl u8 {
    pub const fn is_ascii(&self) -> bool { *self < 0x80 }
    pub const fn to_ascii_uppercase(&self) -> u8 { if matches!(*self, b'a'..=b'z') { *self - 32 } else { *self } }
    pub const fn to_ascii_lowercase(&self) -> u8 { if matches!(*self, b'A'..=b'Z') { *self + 32 } else { *self } }
    pub const fn make_ascii_uppercase(&mut self) { *self = self.to_ascii_uppercase() }
    pub const fn make_ascii_lowercase(&mut self) { *self = self.to_ascii_lowercase() }
    pub const fn eq_ignore_ascii_case(&self, other: &u8) -> bool { self.to_ascii_lowercase() == other.to_ascii_lowercase() }
    pub const fn is_ascii_alphabetic(&self) -> bool { matches!(*self, b'a'..=b'z' | b'A'..=b'Z') }
    pub const fn is_ascii_uppercase(&self) -> bool { matches!(*self, b'A'..=b'Z') }
    pub const fn is_ascii_lowercase(&self) -> bool { matches!(*self, b'a'..=b'z') }
    pub const fn is_ascii_alphanumeric(&self) -> bool { matches!(*self, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9') }
    pub const fn is_ascii_digit(&self) -> bool { matches!(*self, b'0'..=b'9') }
    pub const fn is_ascii_hexdigit(&self) -> bool { matches!(*self, b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F') }
    pub const fn is_ascii_punctuation(&self) -> bool { matches!(*self, b'!'..=b'/' | b':'..=b'@' | b'['..=b'`' | b'{'..=b'~') }
    pub const fn is_ascii_graphic(&self) -> bool { matches!(*self, b'!'..=b'~') }
    pub const fn is_ascii_whitespace(&self) -> bool { matches!(*self, b' ' | b'\t' | b'\n' | b'\x0c' | b'\r') }
    pub const fn is_ascii_control(&self) -> bool { matches!(*self, b'\0'..=b'\x1f' | b'\x7f') }
    pub fn escape_ascii(self) -> EscapeDefault { escape_default(self) }
}

#[derive(Clone)]
pub struct EscapeDefault {
    bytes: [u8; 4],
    next: usize,
    end: usize,
}
pub fn escape_default(byte: u8) -> EscapeDefault {
    let second = match byte {
        b'\t' => b't',
        b'\r' => b'r',
        b'\n' => b'n',
        b'\'' | b'"' | b'\\' => byte,
        b' '..=b'~' => return EscapeDefault { bytes: [byte; 4], next: 0, end: 1 },
        _ => {
            let digits = b"0123456789abcdef";
            return EscapeDefault { bytes: [b'\\', b'x', digits[(byte >> 4) as usize], digits[(byte & 15) as usize]], next: 0, end: 4 };
        }
    };
    EscapeDefault { bytes: [b'\\', second, 0, 0], next: 0, end: 2 }
}
impl Iterator for EscapeDefault {
    type Item = u8;
    fn next(&mut self) -> Option<u8> {
        let at = self.next;
        if at == self.end {
            return None;
        }
        self.next = at + 1;
        Some(self.bytes[at])
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.end - self.next, Some(self.end - self.next)) }
}
impl ExactSizeIterator for EscapeDefault {}
impl fmt::Display for EscapeDefault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(unsafe { crate::str::from_utf8_unchecked(&self.bytes[self.next..self.end]) }) }
}
/// The escapes of all bytes of a slice.
#[derive(Clone)]
pub struct EscapeSlice<'a> {
    pub(crate) bytes: crate::slice::Iter<'a, u8>,
    pub(crate) inner: Option<EscapeDefault>,
}
impl Iterator for EscapeSlice<'_> {
    type Item = u8;
    fn next(&mut self) -> Option<u8> {
        loop {
            if let Some(inner) = &mut self.inner {
                if let Some(byte) = inner.next() {
                    return Some(byte);
                }
            }
            self.inner = Some(escape_default(*self.bytes.next()?));
        }
    }
}
impl fmt::Display for EscapeSlice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.clone() {
            f.write_char(byte as char)?;
        }
        Ok(())
    }
}
