// Only for programs that say: ffi CStr CString OsStr OsString c cr
// (c and cr stand before the literals of CStr)
//
// What is exchanged with C: its integer types, strings ended by a nul, and the system's own strings.

use crate::borrow::{Borrow, Cow, ToOwned};
use crate::fmt;
use crate::intrinsics;
use crate::ops::Deref;
use crate::str::Utf8Error;

pub type c_char = i8;
pub type c_schar = i8;
pub type c_uchar = u8;
pub type c_short = i16;
pub type c_ushort = u16;
pub type c_int = i32;
pub type c_uint = u32;
pub type c_long = i64;
pub type c_ulong = u64;
pub type c_longlong = i64;
pub type c_ulonglong = u64;
pub type c_float = f32;
pub type c_double = f64;
/// Something of which only the address is known.
#[repr(u8)]
pub enum c_void {
    #[doc(hidden)]
    Variant1,
    #[doc(hidden)]
    Variant2,
}
impl fmt::Debug for c_void {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("c_void") }
}

// ---- Borrowed C strings

/// The bytes include the nul.
#[lang = "CStr"]
#[repr(transparent)]
pub struct CStr {
    inner: [c_char],
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FromBytesWithNulError {
    InteriorNul { position: usize },
    NotNulTerminated,
}
impl fmt::Display for FromBytesWithNulError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FromBytesWithNulError::InteriorNul { position } => write!(f, "data provided contains an interior nul byte at byte position {}", position),
            FromBytesWithNulError::NotNulTerminated => f.write_str("data provided is not nul terminated"),
        }
    }
}
impl crate::error::Error for FromBytesWithNulError {}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromBytesUntilNulError(());
impl fmt::Display for FromBytesUntilNulError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("data provided does not contain a nul") }
}
impl crate::error::Error for FromBytesUntilNulError {}
fn position_of_nul(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == 0 {
            return Some(at);
        }
        at += 1;
    }
    None
}
unsafe fn length_of(text: *const c_char) -> usize {
    let mut len = 0;
    while unsafe { *text.add(len) } != 0 {
        len += 1;
    }
    len
}
impl CStr {
    pub unsafe fn from_ptr<'a>(text: *const c_char) -> &'a CStr { unsafe { &*(intrinsics::slice_from_raw_parts(text, length_of(text) + 1) as *const CStr) } }
    pub const unsafe fn from_bytes_with_nul_unchecked(bytes: &[u8]) -> &CStr { unsafe { &*(bytes as *const [u8] as *const CStr) } }
    pub fn from_bytes_with_nul(bytes: &[u8]) -> Result<&CStr, FromBytesWithNulError> {
        match position_of_nul(bytes) {
            Some(position) if position + 1 == bytes.len() => Ok(unsafe { CStr::from_bytes_with_nul_unchecked(bytes) }),
            Some(position) => Err(FromBytesWithNulError::InteriorNul { position }),
            None => Err(FromBytesWithNulError::NotNulTerminated),
        }
    }
    pub fn from_bytes_until_nul(bytes: &[u8]) -> Result<&CStr, FromBytesUntilNulError> {
        match position_of_nul(bytes) {
            Some(position) => Ok(unsafe { CStr::from_bytes_with_nul_unchecked(&bytes[..position + 1]) }),
            None => Err(FromBytesUntilNulError(())),
        }
    }
    pub const fn as_ptr(&self) -> *const c_char { self as *const CStr as *const c_char }
    pub fn count_bytes(&self) -> usize { self.to_bytes_with_nul().len() - 1 }
    pub fn is_empty(&self) -> bool { self.count_bytes() == 0 }
    pub fn to_bytes_with_nul(&self) -> &[u8] { unsafe { &*(self as *const CStr as *const [u8]) } }
    pub fn to_bytes(&self) -> &[u8] {
        let bytes = self.to_bytes_with_nul();
        &bytes[..bytes.len() - 1]
    }
    pub fn to_str(&self) -> Result<&str, Utf8Error> { crate::str::from_utf8(self.to_bytes()) }
    pub fn to_string_lossy(&self) -> Cow<'_, str> { String::from_utf8_lossy(self.to_bytes()) }
    pub fn to_owned(&self) -> CString { CString { inner: self.to_bytes_with_nul().to_vec().into_boxed_slice() } }
}
impl fmt::Debug for CStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for byte in self.to_bytes() {
            fmt::Display::fmt(&byte.escape_ascii(), f)?;
        }
        f.write_str("\"")
    }
}
impl PartialEq for CStr {
    fn eq(&self, other: &CStr) -> bool { self.to_bytes() == other.to_bytes() }
}
impl Eq for CStr {}
impl PartialOrd for CStr {
    fn partial_cmp(&self, other: &CStr) -> Option<crate::cmp::Ordering> { Some(self.cmp(other)) }
}
impl Ord for CStr {
    fn cmp(&self, other: &CStr) -> crate::cmp::Ordering { self.to_bytes().cmp(other.to_bytes()) }
}
impl crate::hash::Hash for CStr {
    fn hash<H: crate::hash::Hasher>(&self, state: &mut H) { self.to_bytes_with_nul().hash(state) }
}
impl AsRef<CStr> for CStr {
    fn as_ref(&self) -> &CStr { self }
}
impl Default for &CStr {
    fn default() -> Self { unsafe { CStr::from_bytes_with_nul_unchecked(b"\0") } }
}

// ---- Owned C strings

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CString {
    inner: Box<[u8]>,
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NulError(usize, Vec<u8>);
impl NulError {
    pub fn nul_position(&self) -> usize { self.0 }
    pub fn into_vec(self) -> Vec<u8> { self.1 }
}
impl fmt::Display for NulError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "nul byte found in provided data at position: {}", self.0) }
}
impl crate::error::Error for NulError {}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntoStringError {
    inner: CString,
    error: Utf8Error,
}
impl IntoStringError {
    pub fn into_cstring(self) -> CString { self.inner }
    pub fn utf8_error(&self) -> Utf8Error { self.error }
}
impl fmt::Display for IntoStringError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("C string contained non-utf8 bytes") }
}
impl crate::error::Error for IntoStringError {}
#[derive(Clone, Debug, PartialEq, Eq)]
enum FromBytesWithNulErrorKind {
    InteriorNul(usize),
    NotNulTerminated,
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromVecWithNulError {
    error_kind: FromBytesWithNulErrorKind,
    bytes: Vec<u8>,
}
impl FromVecWithNulError {
    pub fn as_bytes(&self) -> &[u8] { &self.bytes }
    pub fn into_bytes(self) -> Vec<u8> { self.bytes }
}
impl fmt::Display for FromVecWithNulError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.error_kind {
            FromBytesWithNulErrorKind::InteriorNul(position) => write!(f, "data provided contains an interior nul byte at pos {}", position),
            FromBytesWithNulErrorKind::NotNulTerminated => f.write_str("data provided is not nul terminated"),
        }
    }
}
impl crate::error::Error for FromVecWithNulError {}
impl CString {
    pub fn new<T: Into<Vec<u8>>>(text: T) -> Result<CString, NulError> {
        let bytes: Vec<u8> = text.into();
        match position_of_nul(&bytes) {
            Some(position) => Err(NulError(position, bytes)),
            None => Ok(unsafe { CString::from_vec_unchecked(bytes) }),
        }
    }
    pub unsafe fn from_vec_unchecked(mut bytes: Vec<u8>) -> CString {
        bytes.reserve_exact(1);
        bytes.push(0);
        CString { inner: bytes.into_boxed_slice() }
    }
    pub fn from_vec_with_nul(bytes: Vec<u8>) -> Result<CString, FromVecWithNulError> {
        match position_of_nul(&bytes) {
            Some(position) if position + 1 == bytes.len() => Ok(CString { inner: bytes.into_boxed_slice() }),
            Some(position) => Err(FromVecWithNulError { error_kind: FromBytesWithNulErrorKind::InteriorNul(position), bytes }),
            None => Err(FromVecWithNulError { error_kind: FromBytesWithNulErrorKind::NotNulTerminated, bytes }),
        }
    }
    /// Takes back what `into_raw` gave; the length is counted anew.
    pub unsafe fn from_raw(text: *mut c_char) -> CString {
        let len = unsafe { length_of(text as *const c_char) } + 1;
        CString { inner: unsafe { Box::from_raw(crate::ptr::slice_from_raw_parts_mut(text as *mut u8, len)) } }
    }
    pub fn into_raw(self) -> *mut c_char { Box::into_raw(self.into_inner()) as *mut c_char }
    /// Not a plain move, since CString has a Drop.
    fn into_inner(self) -> Box<[u8]> {
        let this = crate::mem::ManuallyDrop::new(self);
        unsafe { crate::ptr::read(&this.inner) }
    }
    pub fn into_string(self) -> Result<String, IntoStringError> {
        match String::from_utf8(self.into_bytes()) {
            Ok(text) => Ok(text),
            Err(error) => {
                let utf8_error = error.utf8_error();
                Err(IntoStringError { error: utf8_error, inner: unsafe { CString::from_vec_unchecked(error.into_bytes()) } })
            }
        }
    }
    pub fn into_bytes(self) -> Vec<u8> {
        let mut bytes = self.into_inner().into_vec();
        bytes.pop();
        bytes
    }
    pub fn into_bytes_with_nul(self) -> Vec<u8> { self.into_inner().into_vec() }
    pub fn as_bytes(&self) -> &[u8] { &self.inner[..self.inner.len() - 1] }
    pub fn as_bytes_with_nul(&self) -> &[u8] { &self.inner }
    pub fn as_c_str(&self) -> &CStr { self }
}
/// The first byte is cleared, so that a pointer kept too long finds an empty string at most.
impl Drop for CString {
    fn drop(&mut self) { self.inner[0] = 0 }
}
impl Deref for CString {
    type Target = CStr;
    fn deref(&self) -> &CStr { unsafe { CStr::from_bytes_with_nul_unchecked(&self.inner) } }
}
impl fmt::Debug for CString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&**self, f) }
}
impl Default for CString {
    fn default() -> CString { unsafe { CString::from_vec_unchecked(Vec::new()) } }
}
impl AsRef<CStr> for CString {
    fn as_ref(&self) -> &CStr { self }
}
impl Borrow<CStr> for CString {
    fn borrow(&self) -> &CStr { self }
}
impl From<&CStr> for CString {
    fn from(text: &CStr) -> CString { text.to_owned() }
}

// ---- Strings of the system

/// Here always UTF-8.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct OsStr {
    inner: str,
}
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OsString {
    inner: String,
}
impl OsStr {
    pub fn new<S: AsRef<OsStr> + ?Sized>(text: &S) -> &OsStr { text.as_ref() }
    pub fn to_str(&self) -> Option<&str> { Some(&self.inner) }
    pub fn to_string_lossy(&self) -> Cow<'_, str> { Cow::Borrowed(&self.inner) }
    pub fn to_os_string(&self) -> OsString { OsString { inner: String::from(&self.inner) } }
    pub fn is_empty(&self) -> bool { self.inner.is_empty() }
    pub fn len(&self) -> usize { self.inner.len() }
    pub fn as_encoded_bytes(&self) -> &[u8] { self.inner.as_bytes() }
    pub fn is_ascii(&self) -> bool { self.inner.is_ascii() }
    pub fn eq_ignore_ascii_case<S: AsRef<OsStr>>(&self, other: S) -> bool { self.inner.eq_ignore_ascii_case(&other.as_ref().inner) }
    pub fn to_ascii_lowercase(&self) -> OsString { OsString { inner: self.inner.to_ascii_lowercase() } }
    pub fn to_ascii_uppercase(&self) -> OsString { OsString { inner: self.inner.to_ascii_uppercase() } }
    pub fn make_ascii_lowercase(&mut self) { self.inner.make_ascii_lowercase() }
    pub fn make_ascii_uppercase(&mut self) { self.inner.make_ascii_uppercase() }
    pub fn display(&self) -> impl fmt::Display + '_ { &self.inner }
}
impl OsString {
    pub fn with_capacity(capacity: usize) -> OsString { OsString { inner: String::with_capacity(capacity) } }
    pub fn capacity(&self) -> usize { self.inner.capacity() }
    pub fn clear(&mut self) { self.inner.clear() }
    pub fn reserve(&mut self, more: usize) { self.inner.reserve(more) }
    pub fn reserve_exact(&mut self, more: usize) { self.inner.reserve_exact(more) }
    pub fn shrink_to_fit(&mut self) { self.inner.shrink_to_fit() }
    pub fn shrink_to(&mut self, least: usize) { self.inner.shrink_to(least) }
    pub const fn new() -> OsString { OsString { inner: String::new() } }
    pub fn as_os_str(&self) -> &OsStr { self }
    pub fn into_string(self) -> Result<String, OsString> { Ok(self.inner) }
    pub fn push<T: AsRef<OsStr>>(&mut self, text: T) { self.inner.push_str(&text.as_ref().inner) }
}
impl Deref for OsString {
    type Target = OsStr;
    fn deref(&self) -> &OsStr { self.inner.as_ref() }
}
impl AsRef<OsStr> for str {
    fn as_ref(&self) -> &OsStr { unsafe { &*(self as *const str as *const OsStr) } }
}
impl AsRef<OsStr> for String {
    fn as_ref(&self) -> &OsStr { self.as_str().as_ref() }
}
impl AsRef<OsStr> for OsStr {
    fn as_ref(&self) -> &OsStr { self }
}
impl AsRef<OsStr> for OsString {
    fn as_ref(&self) -> &OsStr { self }
}
impl From<String> for OsString {
    fn from(text: String) -> OsString { OsString { inner: text } }
}
impl<T: ?Sized + AsRef<OsStr>> From<&T> for OsString {
    fn from(text: &T) -> OsString { text.as_ref().to_os_string() }
}
impl ToOwned for OsStr {
    type Owned = OsString;
    fn to_owned(&self) -> OsString { self.to_os_string() }
}
impl Borrow<OsStr> for OsString {
    fn borrow(&self) -> &OsStr { self }
}
impl fmt::Write for OsString {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push(text);
        Ok(())
    }
}
macro_rules! like_text {
    ($($A:ty, $B:ty;)*) => {$(
        impl<'a> PartialEq<$B> for $A {
            fn eq(&self, other: &$B) -> bool {
                let (this, that): (&OsStr, &OsStr) = (self.as_ref(), other.as_ref());
                this.inner == that.inner
            }
        }
    )*};
}
like_text! {
    OsStr, str;
    str, OsStr;
    OsString, str;
    OsString, &'a str;
    str, OsString;
    &'a str, OsString;
    OsStr, OsString;
    OsString, OsStr;
    OsString, &'a OsStr;
    &'a OsStr, OsString;
}
impl fmt::Debug for OsStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self.inner, f) }
}
impl fmt::Debug for OsString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&self.inner, f) }
}
