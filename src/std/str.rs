// str: text in UTF-8. Iterators over its parts follow below; what can be searched for is a Pattern.

use crate::cmp::Ordering;
use crate::fmt;
use crate::intrinsics;
use crate::iter::FusedIterator;
use crate::ops::{Index, IndexMut, Range, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
use crate::ptr::NonNull;
use crate::slice::SliceIndex;
use pattern::{DoubleEndedPattern, Matcher, Pattern};

pub const unsafe fn from_utf8_unchecked(bytes: &[u8]) -> &str { unsafe { &*(bytes as *const [u8] as *const str) } }
pub unsafe fn from_utf8_unchecked_mut(bytes: &mut [u8]) -> &mut str { unsafe { &mut *(bytes as *mut [u8] as *mut str) } }
unsafe fn from_parts<'a>(start: *const u8, len: usize) -> &'a str { unsafe { &*(intrinsics::slice_from_raw_parts(start, len) as *const str) } }
unsafe fn from_parts_mut<'a>(start: *mut u8, len: usize) -> &'a mut str { unsafe { &mut *(intrinsics::slice_from_raw_parts(start as *const u8, len) as *mut [u8] as *mut str) } }
pub fn from_utf8(bytes: &[u8]) -> Result<&str, Utf8Error> {
    match check_utf8(bytes) {
        None => Ok(unsafe { from_utf8_unchecked(bytes) }),
        Some(error) => Err(error),
    }
}
pub fn from_utf8_mut(bytes: &mut [u8]) -> Result<&mut str, Utf8Error> {
    match check_utf8(bytes) {
        None => Ok(unsafe { from_utf8_unchecked_mut(bytes) }),
        Some(error) => Err(error),
    }
}
pub unsafe fn from_boxed_utf8_unchecked(bytes: Box<[u8]>) -> Box<str> { unsafe { Box::from_raw(Box::into_raw(bytes) as *mut str) } }
/// The first place where `bytes` is not UTF-8. What may follow a lead byte is in Unicode's table 3-7.
fn check_utf8(bytes: &[u8]) -> Option<Utf8Error> {
    let len = bytes.len();
    let mut at = 0;
    while at < len {
        let lead = bytes[at];
        if lead < 0x80 {
            at += 1;
            continue;
        }
        let (count, low, high) = match lead {
            0xc2..=0xdf => (1, 0x80, 0xbf),
            0xe0 => (2, 0xa0, 0xbf),
            0xed => (2, 0x80, 0x9f),
            0xe1..=0xef => (2, 0x80, 0xbf),
            0xf0 => (3, 0x90, 0xbf),
            0xf1..=0xf3 => (3, 0x80, 0xbf),
            0xf4 => (3, 0x80, 0x8f),
            _ => return Some(Utf8Error { valid_up_to: at, error_len: Some(1) }),
        };
        let mut seen = 1;
        while seen <= count {
            if at + seen == len {
                return Some(Utf8Error { valid_up_to: at, error_len: None });
            }
            let byte = bytes[at + seen];
            let is_wrong = if seen == 1 { byte < low || byte > high } else { byte & 0xc0 != 0x80 };
            if is_wrong {
                return Some(Utf8Error { valid_up_to: at, error_len: Some(seen as u8) });
            }
            seen += 1;
        }
        at += seen;
    }
    None
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Utf8Error {
    valid_up_to: usize,
    error_len: Option<u8>,
}
impl Utf8Error {
    pub const fn valid_up_to(&self) -> usize { self.valid_up_to }
    pub const fn error_len(&self) -> Option<usize> {
        match self.error_len {
            Some(len) => Some(len as usize),
            None => None,
        }
    }
}
impl fmt::Display for Utf8Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.error_len {
            Some(len) => write!(f, "invalid utf-8 sequence of {} bytes from index {}", len, self.valid_up_to),
            None => write!(f, "incomplete utf-8 byte sequence from index {}", self.valid_up_to),
        }
    }
}
impl crate::error::Error for Utf8Error {}

/// The valid parts of bytes, each with the bytes behind it that are not.
#[derive(Clone)]
pub struct Utf8Chunks<'a> {
    pub(crate) rest: &'a [u8],
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utf8Chunk<'a> {
    valid: &'a str,
    invalid: &'a [u8],
}
impl<'a> Utf8Chunk<'a> {
    pub fn valid(&self) -> &'a str { self.valid }
    pub fn invalid(&self) -> &'a [u8] { self.invalid }
}
impl<'a> Iterator for Utf8Chunks<'a> {
    type Item = Utf8Chunk<'a>;
    fn next(&mut self) -> Option<Utf8Chunk<'a>> {
        let bytes = self.rest;
        if bytes.is_empty() {
            return None;
        }
        let (valid, end) = match check_utf8(bytes) {
            None => (bytes.len(), bytes.len()),
            Some(error) => match error.error_len {
                Some(len) => (error.valid_up_to, error.valid_up_to + len as usize),
                None => (error.valid_up_to, bytes.len()),
            },
        };
        self.rest = &bytes[end..];
        Some(Utf8Chunk { valid: unsafe { from_utf8_unchecked(&bytes[..valid]) }, invalid: &bytes[valid..end] })
    }
}

#[lang = "FromStr"]
pub trait FromStr: Sized {
    type Err;
    fn from_str(text: &str) -> Result<Self, Self::Err>;
}
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseBoolError {}
impl fmt::Display for ParseBoolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad("provided string was not `true` or `false`") }
}
impl crate::error::Error for ParseBoolError {}
impl FromStr for bool {
    type Err = ParseBoolError;
    fn from_str(text: &str) -> Result<bool, ParseBoolError> {
        match text {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(ParseBoolError {}),
        }
    }
}

// ---- Indexing

#[cold]
fn slice_failed(text: &str, start: usize, end: usize) -> ! {
    let len = text.len();
    let mut shown = if len < 256 { len } else { 256 };
    while !text.is_char_boundary(shown) {
        shown -= 1;
    }
    let (quoted, more) = (unsafe { from_parts(text.as_ptr(), shown) }, if shown < len { "[...]" } else { "" });
    if start > len {
        panic!("start byte index {} is out of bounds of `{}`{}", start, quoted, more);
    }
    if end > len {
        panic!("end byte index {} is out of bounds of `{}`{}", end, quoted, more);
    }
    if start > end {
        panic!("begin > end ({} > {}) when slicing `{}`{}", start, end, quoted, more);
    }
    let (which, index) = if text.is_char_boundary(start) { ("end", end) } else { ("start", start) };
    let mut from = index;
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let c = text[from..].chars().next().unwrap();
    let to = from + c.len_utf8();
    panic!("{} byte index {} is not a char boundary; it is inside {:?} (bytes {}..{}) of `{}`{}", which, index, c, from, to, quoted, more);
}
fn is_range_of(text: &str, start: usize, end: usize) -> bool { start <= end && text.is_char_boundary(start) && text.is_char_boundary(end) }
impl SliceIndex<str> for Range<usize> {
    type Output = str;
    fn get(self, text: &str) -> Option<&str> { if is_range_of(text, self.start, self.end) { Some(unsafe { from_parts(text.as_ptr().add(self.start), self.end - self.start) }) } else { None } }
    fn get_mut(self, text: &mut str) -> Option<&mut str> { if is_range_of(text, self.start, self.end) { Some(unsafe { from_parts_mut(text.as_mut_ptr().add(self.start), self.end - self.start) }) } else { None } }
    fn index(self, text: &str) -> &str {
        if !is_range_of(text, self.start, self.end) {
            slice_failed(text, self.start, self.end);
        }
        unsafe { from_parts(text.as_ptr().add(self.start), self.end - self.start) }
    }
    fn index_mut(self, text: &mut str) -> &mut str {
        if !is_range_of(text, self.start, self.end) {
            slice_failed(text, self.start, self.end);
        }
        unsafe { from_parts_mut(text.as_mut_ptr().add(self.start), self.end - self.start) }
    }
    unsafe fn get_unchecked(self, text: &str) -> &str { unsafe { from_parts(text.as_ptr().add(self.start), self.end - self.start) } }
    unsafe fn get_unchecked_mut(self, text: &mut str) -> &mut str { unsafe { from_parts_mut(text.as_mut_ptr().add(self.start), self.end - self.start) } }
}
macro_rules! range_index {
    ($($Range:ty, $this:ident, $text:ident => $valid:expr, $range:expr;)*) => {$(
        impl SliceIndex<str> for $Range {
            type Output = str;
            fn get(self, text: &str) -> Option<&str> {
                let ($this, $text): ($Range, &str) = (self, text);
                if $valid { ($range).get(text) } else { None }
            }
            fn get_mut(self, text: &mut str) -> Option<&mut str> {
                let ($this, $text): ($Range, &str) = (self, &*text);
                if $valid {
                    let range: Range<usize> = $range;
                    range.get_mut(text)
                } else {
                    None
                }
            }
            fn index(self, text: &str) -> &str {
                let ($this, $text): ($Range, &str) = (self, text);
                ($range).index(text)
            }
            fn index_mut(self, text: &mut str) -> &mut str {
                let ($this, $text): ($Range, &str) = (self, &*text);
                let range: Range<usize> = $range;
                range.index_mut(text)
            }
        }
    )*};
}
fn from_start(start: usize, text: &str) -> Range<usize> {
    if start > text.len() {
        slice_failed(text, start, text.len());
    }
    start..text.len()
}
fn inclusive(range: RangeInclusive<usize>, text: &str) -> Range<usize> {
    if range.start > text.len() || range.end >= text.len() {
        // Behind the end whatever it is; the last index is the one that is told.
        slice_failed(text, range.start, range.end.max(text.len()));
    }
    let end = range.end + 1;
    (if range.exhausted { end } else { range.start })..end
}
range_index! {
    RangeTo<usize>, this, _text => true, 0..this.end;
    RangeFrom<usize>, this, text => this.start <= text.len(), from_start(this.start, text);
    RangeFull, _this, text => true, 0..text.len();
    RangeInclusive<usize>, this, text => this.start <= text.len() && this.end < text.len(), inclusive(this, text);
    RangeToInclusive<usize>, this, text => this.end < text.len(), inclusive(0..=this.end, text);
}
impl<I: SliceIndex<str>> Index<I> for str {
    type Output = I::Output;
    fn index(&self, index: I) -> &I::Output { index.index(self) }
}
impl<I: SliceIndex<str>> IndexMut<I> for str {
    fn index_mut(&mut self, index: I) -> &mut I::Output { index.index_mut(self) }
}

impl PartialEq for str {
    fn eq(&self, other: &str) -> bool {
        let len = self.len();
        len == other.len() && intrinsics::compare_bytes(self.as_ptr(), other.as_ptr(), len) == 0
    }
}
impl Eq for str {}
impl PartialOrd for str {
    fn partial_cmp(&self, other: &str) -> Option<Ordering> { Some(self.cmp(other)) }
}
impl Ord for str {
    fn cmp(&self, other: &str) -> Ordering {
        let (len, other_len) = (self.len(), other.len());
        let compared = intrinsics::compare_bytes(self.as_ptr(), other.as_ptr(), if len < other_len { len } else { other_len });
        if compared == 0 { len.cmp(&other_len) } else { compared.cmp(&0) }
    }
}

impl str {
    pub const fn len(&self) -> usize { intrinsics::ptr_metadata_len(self as *const str as *const [u8]) }
    pub const fn is_empty(&self) -> bool { intrinsics::ptr_metadata_len(self as *const str as *const [u8]) == 0 }
    pub const fn as_ptr(&self) -> *const u8 { self as *const str as *const u8 }
    #[rustc_no_writable]
    pub fn as_mut_ptr(&mut self) -> *mut u8 { self as *mut str as *mut u8 }
    pub const fn as_bytes(&self) -> &[u8] { unsafe { &*(self as *const str as *const [u8]) } }
    pub unsafe fn as_bytes_mut(&mut self) -> &mut [u8] { unsafe { &mut *(self as *mut str as *mut [u8]) } }
    pub const fn as_str(&self) -> &str { self }
    pub fn from_utf8(bytes: &[u8]) -> Result<&str, Utf8Error> { from_utf8(bytes) }
    pub fn from_utf8_mut(bytes: &mut [u8]) -> Result<&mut str, Utf8Error> { from_utf8_mut(bytes) }
    pub const unsafe fn from_utf8_unchecked(bytes: &[u8]) -> &str { unsafe { from_utf8_unchecked(bytes) } }
    pub unsafe fn from_utf8_unchecked_mut(bytes: &mut [u8]) -> &mut str { unsafe { from_utf8_unchecked_mut(bytes) } }
    pub fn is_char_boundary(&self, index: usize) -> bool {
        if index == 0 {
            return true;
        }
        let len = self.len();
        if index >= len { index == len } else { unsafe { *self.as_ptr().add(index) & 0xc0 != 0x80 } }
    }
    pub fn floor_char_boundary(&self, index: usize) -> usize {
        let mut at = index.min(self.len());
        while !self.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
    pub fn ceil_char_boundary(&self, index: usize) -> usize {
        let mut at = index.min(self.len());
        while !self.is_char_boundary(at) {
            at += 1;
        }
        at
    }
    pub fn get<I: SliceIndex<str>>(&self, index: I) -> Option<&I::Output> { index.get(self) }
    pub fn get_mut<I: SliceIndex<str>>(&mut self, index: I) -> Option<&mut I::Output> { index.get_mut(self) }
    pub unsafe fn get_unchecked<I: SliceIndex<str>>(&self, index: I) -> &I::Output { unsafe { index.get_unchecked(self) } }
    #[rustc_no_writable]
    pub unsafe fn get_unchecked_mut<I: SliceIndex<str>>(&mut self, index: I) -> &mut I::Output { unsafe { index.get_unchecked_mut(self) } }
    /// A part known to lie on boundaries.
    fn part(&self, start: usize, end: usize) -> &str { unsafe { from_parts(self.as_ptr().add(start), end - start) } }
    pub fn split_at(&self, mid: usize) -> (&str, &str) {
        if !self.is_char_boundary(mid) {
            slice_failed(self, 0, mid);
        }
        (self.part(0, mid), self.part(mid, self.len()))
    }
    pub fn split_at_mut(&mut self, mid: usize) -> (&mut str, &mut str) {
        if !self.is_char_boundary(mid) {
            slice_failed(self, 0, mid);
        }
        let (pointer, len) = (self.as_mut_ptr(), self.len());
        unsafe { (from_parts_mut(pointer, mid), from_parts_mut(pointer.add(mid), len - mid)) }
    }
    pub fn split_at_checked(&self, mid: usize) -> Option<(&str, &str)> { if self.is_char_boundary(mid) { Some((self.part(0, mid), self.part(mid, self.len()))) } else { None } }

    pub fn split_at_mut_checked(&mut self, mid: usize) -> Option<(&mut str, &mut str)> { if self.is_char_boundary(mid) { Some(self.split_at_mut(mid)) } else { None } }
    // What `to_string` of the trait gives, without going through a Formatter.
    pub fn to_string(&self) -> String { String::from(self) }
    pub fn into_string(self: Box<str>) -> String {
        let bytes = Box::into_raw(self) as *mut [u8];
        unsafe { String::from_utf8_unchecked(Box::from_raw(bytes).into_vec()) }
    }
    pub fn into_boxed_bytes(self: Box<str>) -> Box<[u8]> { unsafe { Box::from_raw(Box::into_raw(self) as *mut [u8]) } }
    pub fn parse<F: FromStr>(&self) -> Result<F, F::Err> { FromStr::from_str(self) }
    pub fn repeat(&self, n: usize) -> String {
        let len = match self.len().checked_mul(n) {
            Some(len) => len,
            None => panic!("capacity overflow"),
        };
        let mut text = String::with_capacity(len);
        let mut made = 0;
        while made < n {
            text.push_str(self);
            made += 1;
        }
        text
    }

    pub fn chars(&self) -> Chars<'_> { Chars { next: NonNull { pointer: self.as_ptr() }, left: self.len(), marker: crate::marker::PhantomData } }
    pub fn char_indices(&self) -> CharIndices<'_> { CharIndices { front_offset: 0, iter: self.chars() } }
    pub fn bytes(&self) -> Bytes<'_> { Bytes { iter: self.as_bytes().iter() } }
    pub fn lines(&self) -> Lines<'_> { Lines { iter: self.split_inclusive('\n') } }
    pub fn split_whitespace(&self) -> SplitWhitespace<'_> { SplitWhitespace { rest: self } }
    pub fn split_ascii_whitespace(&self) -> SplitAsciiWhitespace<'_> { SplitAsciiWhitespace { rest: self } }
    pub fn encode_utf16(&self) -> EncodeUtf16<'_> { EncodeUtf16 { chars: self.chars(), extra: 0 } }

    // ---- Searching

    pub fn contains<P: Pattern>(&self, mut pat: P) -> bool { pat.next_match(self, 0, self.len()).is_some() }
    pub fn starts_with<P: Pattern>(&self, mut pat: P) -> bool { pat.prefix_of(self).is_some() }
    pub fn ends_with<P: Pattern>(&self, mut pat: P) -> bool { pat.suffix_of(self).is_some() }
    pub fn find<P: Pattern>(&self, mut pat: P) -> Option<usize> {
        match pat.next_match(self, 0, self.len()) {
            Some((start, _)) => Some(start),
            None => None,
        }
    }
    pub fn rfind<P: Pattern>(&self, mut pat: P) -> Option<usize> {
        match pat.next_match_back(self, 0, self.len()) {
            Some((start, _)) => Some(start),
            None => None,
        }
    }
    pub fn split<P: Pattern>(&self, pat: P) -> Split<'_, P> { Split { pieces: Pieces::new(self, pat, Ending::Kept) } }
    pub fn rsplit<P: Pattern>(&self, pat: P) -> RSplit<'_, P> { RSplit { pieces: Pieces::new(self, pat, Ending::Kept) } }
    pub fn split_terminator<P: Pattern>(&self, pat: P) -> SplitTerminator<'_, P> { SplitTerminator { pieces: Pieces::new(self, pat, Ending::Dropped) } }
    pub fn rsplit_terminator<P: Pattern>(&self, pat: P) -> RSplitTerminator<'_, P> { RSplitTerminator { pieces: Pieces::new(self, pat, Ending::Dropped) } }
    pub fn split_inclusive<P: Pattern>(&self, pat: P) -> SplitInclusive<'_, P> { SplitInclusive { pieces: Pieces::new(self, pat, Ending::Dropped) } }
    pub fn splitn<P: Pattern>(&self, n: usize, pat: P) -> SplitN<'_, P> { SplitN { pieces: Pieces::new(self, pat, Ending::Kept), left: n } }
    pub fn rsplitn<P: Pattern>(&self, n: usize, pat: P) -> RSplitN<'_, P> { RSplitN { pieces: Pieces::new(self, pat, Ending::Kept), left: n } }
    pub fn split_once<P: Pattern>(&self, mut delimiter: P) -> Option<(&str, &str)> {
        let (start, end) = delimiter.next_match(self, 0, self.len())?;
        Some((self.part(0, start), self.part(end, self.len())))
    }
    pub fn rsplit_once<P: Pattern>(&self, mut delimiter: P) -> Option<(&str, &str)> {
        let (start, end) = delimiter.next_match_back(self, 0, self.len())?;
        Some((self.part(0, start), self.part(end, self.len())))
    }
    pub fn matches<P: Pattern>(&self, pat: P) -> Matches<'_, P> { Matches { matcher: Matcher::new(self, pat) } }
    pub fn rmatches<P: Pattern>(&self, pat: P) -> RMatches<'_, P> { RMatches { matcher: Matcher::new(self, pat) } }
    pub fn match_indices<P: Pattern>(&self, pat: P) -> MatchIndices<'_, P> { MatchIndices { matcher: Matcher::new(self, pat) } }
    pub fn rmatch_indices<P: Pattern>(&self, pat: P) -> RMatchIndices<'_, P> { RMatchIndices { matcher: Matcher::new(self, pat) } }
    pub fn replace<P: Pattern>(&self, from: P, to: &str) -> String { self.replacen(from, to, usize::MAX) }
    pub fn replacen<P: Pattern>(&self, pat: P, to: &str, count: usize) -> String {
        let mut text = String::with_capacity(self.len());
        let mut matcher = Matcher::new(self, pat);
        let (mut last, mut left) = (0, count);
        while left > 0 {
            match matcher.next_match() {
                Some((start, end)) => {
                    text.push_str(self.part(last, start));
                    text.push_str(to);
                    last = end;
                }
                None => break,
            }
            left -= 1;
        }
        text.push_str(self.part(last, self.len()));
        text
    }

    // ---- Trimming

    pub fn trim(&self) -> &str { self.trim_start().trim_end() }
    pub fn trim_start(&self) -> &str {
        let mut chars = self.chars();
        loop {
            let at = self.len() - chars.left;
            match chars.next() {
                Some(c) if c.is_whitespace() => {}
                _ => return self.part(at, self.len()),
            }
        }
    }
    pub fn trim_end(&self) -> &str {
        let mut chars = self.chars();
        loop {
            let end = chars.left;
            match chars.next_back() {
                Some(c) if c.is_whitespace() => {}
                _ => return self.part(0, end),
            }
        }
    }
    pub fn trim_left(&self) -> &str { self.trim_start() }
    pub fn trim_right(&self) -> &str { self.trim_end() }
    pub fn trim_left_matches<P: Pattern>(&self, pat: P) -> &str { self.trim_start_matches(pat) }
    pub fn trim_right_matches<P: Pattern>(&self, pat: P) -> &str { self.trim_end_matches(pat) }
    pub fn trim_ascii(&self) -> &str { self.trim_ascii_start().trim_ascii_end() }
    pub fn trim_ascii_start(&self) -> &str { self.trim_start_matches(|c: char| c.is_ascii_whitespace()) }
    pub fn trim_ascii_end(&self) -> &str { self.trim_end_matches(|c: char| c.is_ascii_whitespace()) }
    pub fn trim_matches<P: DoubleEndedPattern>(&self, mut pat: P) -> &str {
        let (mut start, mut end) = (0, self.len());
        while start < end {
            match pat.prefix_of(self.part(start, end)) {
                Some(len) if len > 0 => start += len,
                _ => break,
            }
        }
        while start < end {
            match pat.suffix_of(self.part(start, end)) {
                Some(len) if len > 0 => end -= len,
                _ => break,
            }
        }
        self.part(start, end)
    }
    pub fn trim_start_matches<P: Pattern>(&self, mut pat: P) -> &str {
        let (mut start, end) = (0, self.len());
        while start < end {
            match pat.prefix_of(self.part(start, end)) {
                Some(len) if len > 0 => start += len,
                _ => break,
            }
        }
        self.part(start, end)
    }
    pub fn trim_end_matches<P: Pattern>(&self, mut pat: P) -> &str {
        let mut end = self.len();
        while end > 0 {
            match pat.suffix_of(self.part(0, end)) {
                Some(len) if len > 0 => end -= len,
                _ => break,
            }
        }
        self.part(0, end)
    }
    pub fn strip_prefix<P: Pattern>(&self, mut prefix: P) -> Option<&str> {
        let len = prefix.prefix_of(self)?;
        Some(self.part(len, self.len()))
    }
    pub fn strip_suffix<P: Pattern>(&self, mut suffix: P) -> Option<&str> {
        let len = suffix.suffix_of(self)?;
        Some(self.part(0, self.len() - len))
    }

    // ---- Letters

    pub fn to_uppercase(&self) -> String {
        let mut text = String::with_capacity(self.len());
        for c in self.chars() {
            if c.is_ascii() {
                text.push(c.to_ascii_uppercase());
            } else {
                text.extend(c.to_uppercase());
            }
        }
        text
    }
    pub fn to_lowercase(&self) -> String {
        let mut text = String::with_capacity(self.len());
        for (at, c) in self.char_indices() {
            if c.is_ascii() {
                text.push(c.to_ascii_lowercase());
            } else if c == '\u{3a3}' {
                // A sigma that ends a word has a form of its own.
                let follows_letter = matches!(self.part(0, at).chars().next_back(), Some(c) if c.is_alphabetic());
                let precedes_letter = matches!(self.part(at + 2, self.len()).chars().next(), Some(c) if c.is_alphabetic());
                text.push(if follows_letter && !precedes_letter { '\u{3c2}' } else { '\u{3c3}' });
            } else {
                text.extend(c.to_lowercase());
            }
        }
        text
    }
    pub fn is_ascii(&self) -> bool { self.as_bytes().is_ascii() }
    pub fn eq_ignore_ascii_case(&self, other: &str) -> bool { self.as_bytes().eq_ignore_ascii_case(other.as_bytes()) }
    pub fn to_ascii_uppercase(&self) -> String {
        let mut text = String::from(self);
        text.make_ascii_uppercase();
        text
    }
    pub fn to_ascii_lowercase(&self) -> String {
        let mut text = String::from(self);
        text.make_ascii_lowercase();
        text
    }
    pub fn make_ascii_uppercase(&mut self) {
        for byte in unsafe { self.as_bytes_mut() } {
            *byte = byte.to_ascii_uppercase();
        }
    }
    pub fn make_ascii_lowercase(&mut self) {
        for byte in unsafe { self.as_bytes_mut() } {
            *byte = byte.to_ascii_lowercase();
        }
    }
    pub fn escape_debug(&self) -> EscapeDebug<'_> {
        let mut chars = self.chars();
        let inner = chars.next().map(|first| first.escape_debug());
        EscapeDebug { chars, inner }
    }
    pub fn escape_default(&self) -> EscapeDefault<'_> { EscapeDefault { chars: self.chars(), inner: None } }
    pub fn escape_unicode(&self) -> EscapeUnicode<'_> { EscapeUnicode { chars: self.chars(), inner: None } }
}

// ---- Characters and bytes

pub struct Chars<'a> {
    next: NonNull<u8>,
    left: usize,
    marker: crate::marker::PhantomData<&'a str>,
}
unsafe impl Send for Chars<'_> {}
unsafe impl Sync for Chars<'_> {}
impl Clone for Chars<'_> {
    fn clone(&self) -> Self { Chars { next: self.next, left: self.left, marker: crate::marker::PhantomData } }
}
impl<'a> Chars<'a> {
    /// Those of some of its bytes, which begin and end with a character.
    fn over(text: &'a str, from: usize, to: usize) -> Chars<'a> {
        Chars { next: NonNull { pointer: unsafe { intrinsics::offset(text.as_ptr(), from as isize) } }, left: to - from, marker: crate::marker::PhantomData }
    }
    pub fn as_str(&self) -> &'a str { unsafe { from_parts(self.next.pointer, self.left) } }
    unsafe fn code_at(&self, at: usize) -> u32 { unsafe { *intrinsics::offset(self.next.pointer, at as isize) as u32 } }
    unsafe fn pass(&mut self, bytes: usize) {
        self.next = NonNull { pointer: unsafe { intrinsics::offset(self.next.pointer, bytes as isize) } };
        self.left -= bytes;
    }
}
impl<'a> Iterator for Chars<'a> {
    type Item = char;
    fn next(&mut self) -> Option<char> {
        if self.left == 0 {
            return None;
        }
        unsafe {
            let lead = *self.next.pointer;
            if lead < 0x80 {
                self.next = NonNull { pointer: intrinsics::offset(self.next.pointer, 1usize) };
                self.left -= 1;
                return Some(lead as char);
            }
            let second = self.code_at(1) & 0x3f;
            let (code, bytes) = if lead < 0xe0 {
                ((lead as u32 & 0x1f) << 6 | second, 2)
            } else if lead < 0xf0 {
                ((lead as u32 & 0x0f) << 12 | second << 6 | self.code_at(2) & 0x3f, 3)
            } else {
                ((lead as u32 & 0x07) << 18 | second << 12 | (self.code_at(2) & 0x3f) << 6 | self.code_at(3) & 0x3f, 4)
            };
            self.pass(bytes);
            Some(crate::char::from_u32_unchecked(code))
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { ((self.left + 3) / 4, Some(self.left)) }
    fn count(self) -> usize {
        let (mut at, mut count) = (0, 0);
        while at < self.left {
            if unsafe { self.code_at(at) } & 0xc0 != 0x80 {
                count += 1;
            }
            at += 1;
        }
        count
    }
    fn last(mut self) -> Option<char> { self.next_back() }
}
impl<'a> DoubleEndedIterator for Chars<'a> {
    fn next_back(&mut self) -> Option<char> {
        if self.left == 0 {
            return None;
        }
        let (mut code, mut shift) = (0, 0);
        loop {
            self.left -= 1;
            let byte = unsafe { self.code_at(self.left) };
            if byte < 0x80 {
                return Some(byte as u8 as char);
            }
            if byte & 0xc0 == 0x80 {
                code |= (byte & 0x3f) << shift;
                shift += 6;
            } else {
                // 110xxxxx has one byte behind it, 1110xxxx two, 11110xxx three.
                code |= (byte & 0x7f >> (shift / 6 + 1)) << shift;
                return Some(unsafe { crate::char::from_u32_unchecked(code) });
            }
        }
    }
}
impl FusedIterator for Chars<'_> {}
impl fmt::Debug for Chars<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Chars(")?;
        f.debug_list().entries(self.clone()).finish()?;
        f.write_str(")")
    }
}
#[derive(Clone, Debug)]
pub struct CharIndices<'a> {
    front_offset: usize,
    iter: Chars<'a>,
}
impl<'a> CharIndices<'a> {
    pub fn as_str(&self) -> &'a str { self.iter.as_str() }
    pub fn offset(&self) -> usize { self.front_offset }
}
impl<'a> Iterator for CharIndices<'a> {
    type Item = (usize, char);
    fn next(&mut self) -> Option<(usize, char)> {
        let (at, left) = (self.front_offset, self.iter.left);
        match self.iter.next() {
            Some(c) => {
                self.front_offset += left - self.iter.left;
                Some((at, c))
            }
            None => None,
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { self.iter.size_hint() }
    fn count(self) -> usize { self.iter.count() }
    fn last(mut self) -> Option<(usize, char)> { self.next_back() }
}
impl<'a> DoubleEndedIterator for CharIndices<'a> {
    fn next_back(&mut self) -> Option<(usize, char)> {
        match self.iter.next_back() {
            Some(c) => Some((self.front_offset + self.iter.left, c)),
            None => None,
        }
    }
}
impl FusedIterator for CharIndices<'_> {}
#[derive(Clone)]
pub struct Bytes<'a> {
    iter: crate::slice::Iter<'a, u8>,
}
impl Iterator for Bytes<'_> {
    type Item = u8;
    fn next(&mut self) -> Option<u8> {
        match self.iter.next() {
            Some(byte) => Some(*byte),
            None => None,
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { self.iter.size_hint() }
    fn nth(&mut self, n: usize) -> Option<u8> { self.iter.nth(n).copied() }
}
impl DoubleEndedIterator for Bytes<'_> {
    fn next_back(&mut self) -> Option<u8> {
        match self.iter.next_back() {
            Some(byte) => Some(*byte),
            None => None,
        }
    }
}
impl ExactSizeIterator for Bytes<'_> {}
impl FusedIterator for Bytes<'_> {}
#[derive(Clone)]
pub struct EncodeUtf16<'a> {
    chars: Chars<'a>,
    extra: u16,
}
impl Iterator for EncodeUtf16<'_> {
    type Item = u16;
    fn next(&mut self) -> Option<u16> {
        if self.extra != 0 {
            return Some(crate::mem::replace(&mut self.extra, 0));
        }
        let code = self.chars.next()? as u32;
        if code < 0x10000 {
            return Some(code as u16);
        }
        self.extra = 0xdc00 | (code & 0x3ff) as u16;
        Some(0xd800 | ((code - 0x10000) >> 10) as u16)
    }
}
macro_rules! escapes {
    ($($Name:ident $Inner:ident $method:ident;)*) => {$(
        #[derive(Clone)]
        pub struct $Name<'a> {
            chars: Chars<'a>,
            inner: Option<crate::char::$Inner>,
        }
        impl Iterator for $Name<'_> {
            type Item = char;
            fn next(&mut self) -> Option<char> {
                loop {
                    if let Some(inner) = &mut self.inner {
                        if let Some(c) = inner.next() {
                            return Some(c);
                        }
                    }
                    self.inner = Some(self.chars.next()?.$method());
                }
            }
        }
        impl fmt::Display for $Name<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                for c in self.clone() {
                    f.write_char(c)?;
                }
                Ok(())
            }
        }
    )*};
}
escapes! {
    EscapeDebug EscapeDebug escape_within;
    EscapeDefault EscapeDefault escape_default;
    EscapeUnicode EscapeUnicode escape_unicode;
}

// ---- Splitting

#[derive(Clone, Copy, PartialEq)]
enum Ending {
    Kept,
    /// No empty piece behind a match that ends the text.
    Dropped,
}
/// What remains of a text that is cut at matches, from both sides.
#[derive(Clone)]
struct Pieces<'a, P> {
    matcher: Matcher<'a, P>,
    start: usize,
    end: usize,
    ending: Ending,
    is_finished: bool,
}
impl<'a, P: Pattern> Pieces<'a, P> {
    fn new(text: &'a str, pattern: P, ending: Ending) -> Pieces<'a, P> { Pieces { start: 0, end: text.len(), ending, is_finished: false, matcher: Matcher::new(text, pattern) } }
    fn text(&self, start: usize, end: usize) -> &'a str { self.matcher.text.part(start, end) }
    fn rest(&mut self) -> Option<&'a str> {
        if self.is_finished || self.ending == Ending::Dropped && self.start == self.end {
            return None;
        }
        self.is_finished = true;
        Some(self.text(self.start, self.end))
    }
    fn next(&mut self) -> Option<&'a str> {
        if self.is_finished {
            return None;
        }
        match self.matcher.next_match() {
            Some((start, end)) => {
                let piece = self.text(self.start, start);
                self.start = end;
                Some(piece)
            }
            None => self.rest(),
        }
    }
    fn next_inclusive(&mut self) -> Option<&'a str> {
        if self.is_finished {
            return None;
        }
        match self.matcher.next_match() {
            Some((_, end)) => {
                let piece = self.text(self.start, end);
                self.start = end;
                Some(piece)
            }
            None => self.rest(),
        }
    }
    fn next_back(&mut self) -> Option<&'a str> {
        if self.is_finished {
            return None;
        }
        if self.ending == Ending::Dropped {
            self.ending = Ending::Kept;
            match self.next_back() {
                Some("") if self.is_finished => return None,
                Some("") => {}
                piece => return piece,
            }
        }
        match self.matcher.next_match_back() {
            Some((start, end)) => {
                let piece = self.text(end, self.end);
                self.end = start;
                Some(piece)
            }
            None => {
                self.is_finished = true;
                Some(self.text(self.start, self.end))
            }
        }
    }
    fn next_back_inclusive(&mut self) -> Option<&'a str> {
        if self.is_finished {
            return None;
        }
        if self.ending == Ending::Dropped {
            self.ending = Ending::Kept;
            match self.next_back_inclusive() {
                Some("") if self.is_finished => return None,
                Some("") => {}
                piece => return piece,
            }
        }
        match self.matcher.next_match_back() {
            Some((_, end)) => {
                let piece = self.text(end, self.end);
                self.end = end;
                Some(piece)
            }
            None => {
                self.is_finished = true;
                Some(self.text(self.start, self.end))
            }
        }
    }
    fn remainder(&self) -> Option<&'a str> { if self.is_finished { None } else { Some(self.text(self.start, self.end)) } }
}
macro_rules! splits {
    ($($Name:ident $next:ident $next_back:ident;)*) => {$(
        #[derive(Clone)]
        pub struct $Name<'a, P> {
            pieces: Pieces<'a, P>,
        }
        impl<'a, P: Pattern> $Name<'a, P> {
            pub fn remainder(&self) -> Option<&'a str> { self.pieces.remainder() }
        }
        impl<'a, P: Pattern> Iterator for $Name<'a, P> {
            type Item = &'a str;
            fn next(&mut self) -> Option<&'a str> { self.pieces.$next() }
        }
        impl<'a, P: DoubleEndedPattern> DoubleEndedIterator for $Name<'a, P> {
            fn next_back(&mut self) -> Option<&'a str> { self.pieces.$next_back() }
        }
        impl<'a, P: Pattern> FusedIterator for $Name<'a, P> {}
    )*};
}
splits! {
    Split next next_back;
    RSplit next_back next;
    SplitTerminator next next_back;
    RSplitTerminator next_back next;
    SplitInclusive next_inclusive next_back_inclusive;
}
macro_rules! counted_splits {
    ($($Name:ident $next:ident;)*) => {$(
        #[derive(Clone)]
        pub struct $Name<'a, P> {
            pieces: Pieces<'a, P>,
            left: usize,
        }
        impl<'a, P: Pattern> Iterator for $Name<'a, P> {
            type Item = &'a str;
            fn next(&mut self) -> Option<&'a str> {
                match self.left {
                    0 => None,
                    1 => {
                        self.left = 0;
                        self.pieces.rest()
                    }
                    _ => {
                        self.left -= 1;
                        self.pieces.$next()
                    }
                }
            }
        }
    )*};
}
counted_splits! {
    SplitN next;
    RSplitN next_back;
}
macro_rules! match_iterators {
    ($($Name:ident $Item:ty, $start:ident $end:ident $text:ident => $item:expr, $next:ident $next_back:ident;)*) => {$(
        #[derive(Clone)]
        pub struct $Name<'a, P> {
            matcher: Matcher<'a, P>,
        }
        impl<'a, P: Pattern> Iterator for $Name<'a, P> {
            type Item = $Item;
            fn next(&mut self) -> Option<$Item> {
                let ($start, $end) = self.matcher.$next()?;
                let $text = self.matcher.text.part($start, $end);
                Some($item)
            }
        }
        impl<'a, P: DoubleEndedPattern> DoubleEndedIterator for $Name<'a, P> {
            fn next_back(&mut self) -> Option<$Item> {
                let ($start, $end) = self.matcher.$next_back()?;
                let $text = self.matcher.text.part($start, $end);
                Some($item)
            }
        }
    )*};
}
match_iterators! {
    Matches &'a str, start end text => text, next_match next_match_back;
    RMatches &'a str, start end text => text, next_match_back next_match;
    MatchIndices (usize, &'a str), start end text => (start, text), next_match next_match_back;
    RMatchIndices (usize, &'a str), start end text => (start, text), next_match_back next_match;
}
#[derive(Clone)]
pub struct Lines<'a> {
    iter: SplitInclusive<'a, char>,
}
fn without_line_end(line: Option<&str>) -> Option<&str> {
    match line {
        Some(line) => match line.strip_suffix('\n') {
            Some(content) => Some(content.strip_suffix('\r').unwrap_or(content)),
            None => Some(line),
        },
        None => None,
    }
}
impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;
    fn next(&mut self) -> Option<&'a str> { without_line_end(self.iter.next()) }
}
impl<'a> DoubleEndedIterator for Lines<'a> {
    fn next_back(&mut self) -> Option<&'a str> { without_line_end(self.iter.next_back()) }
}
impl FusedIterator for Lines<'_> {}
macro_rules! word_iterators {
    ($($Name:ident $is_space:ident;)*) => {$(
        #[derive(Clone)]
        pub struct $Name<'a> {
            rest: &'a str,
        }
        impl<'a> Iterator for $Name<'a> {
            type Item = &'a str;
            fn next(&mut self) -> Option<&'a str> {
                let rest = self.rest;
                let mut chars = rest.chars();
                let start = loop {
                    let at = rest.len() - chars.left;
                    if !chars.next()?.$is_space() {
                        break at;
                    }
                };
                loop {
                    let at = rest.len() - chars.left;
                    match chars.next() {
                        Some(c) if c.$is_space() => {
                            self.rest = chars.as_str();
                            return Some(rest.part(start, at));
                        }
                        Some(_) => {}
                        None => {
                            self.rest = "";
                            return Some(rest.part(start, at));
                        }
                    }
                }
            }
        }
        impl<'a> DoubleEndedIterator for $Name<'a> {
            fn next_back(&mut self) -> Option<&'a str> {
                let rest = self.rest;
                let mut chars = rest.chars();
                let end = loop {
                    let at = chars.left;
                    if !chars.next_back()?.$is_space() {
                        break at;
                    }
                };
                loop {
                    let at = chars.left;
                    match chars.next_back() {
                        Some(c) if c.$is_space() => {
                            self.rest = chars.as_str();
                            return Some(rest.part(at, end));
                        }
                        Some(_) => {}
                        None => {
                            self.rest = "";
                            return Some(rest.part(at, end));
                        }
                    }
                }
            }
        }
        impl FusedIterator for $Name<'_> {}
    )*};
}
word_iterators! {
    SplitWhitespace is_whitespace;
    SplitAsciiWhitespace is_ascii_whitespace;
}

/// What can be searched for in a text: a char, a set of chars, a predicate on chars, a text.
pub mod pattern {
    use super::*;

    pub trait Pattern: Sized {
        /// The first match that lies within `from..to`: its start and end.
        fn next_match(&mut self, text: &str, from: usize, to: usize) -> Option<(usize, usize)>;
        /// The last one.
        fn next_match_back(&mut self, text: &str, from: usize, to: usize) -> Option<(usize, usize)>;
        /// The length of the match that begins the text.
        fn prefix_of(&mut self, text: &str) -> Option<usize> {
            let first = text.chars().next()?.len_utf8();
            match self.next_match(text, 0, first) {
                Some((_, end)) => Some(end),
                None => None,
            }
        }
        fn suffix_of(&mut self, text: &str) -> Option<usize> {
            let last = text.chars().next_back()?.len_utf8();
            match self.next_match_back(text, text.len() - last, text.len()) {
                Some(_) => Some(last),
                None => None,
            }
        }
    }
    /// A pattern whose matches are the same from either end.
    pub trait DoubleEndedPattern: Pattern {}

    /// Finds one match after the other, from both ends.
    #[derive(Clone)]
    pub(crate) struct Matcher<'a, P> {
        pub(crate) text: &'a str,
        pattern: P,
        front: usize,
        back: usize,
        is_done: bool,
    }
    impl<'a, P: Pattern> Matcher<'a, P> {
        pub(crate) fn new(text: &'a str, pattern: P) -> Matcher<'a, P> { Matcher { text, pattern, front: 0, back: text.len(), is_done: false } }
        pub(crate) fn next_match(&mut self) -> Option<(usize, usize)> {
            if self.is_done {
                return None;
            }
            let (start, end) = self.pattern.next_match(self.text, self.front, self.back)?;
            self.front = end;
            if start == end {
                // The next empty match is behind the next character.
                match self.text.part(end, self.back).chars().next() {
                    Some(c) => self.front += c.len_utf8(),
                    None => self.is_done = true,
                }
            }
            Some((start, end))
        }
        pub(crate) fn next_match_back(&mut self) -> Option<(usize, usize)> {
            if self.is_done {
                return None;
            }
            let (start, end) = self.pattern.next_match_back(self.text, self.front, self.back)?;
            self.back = start;
            if start == end {
                match self.text.part(self.front, start).chars().next_back() {
                    Some(c) => self.back -= c.len_utf8(),
                    None => self.is_done = true,
                }
            }
            Some((start, end))
        }
    }

    macro_rules! char_patterns {
        ($([$($generics:tt)*] $Pattern:ty, $this:ident $c:ident => $is_match:expr;)*) => {$(
            impl<$($generics)*> Pattern for $Pattern {
                fn next_match(&mut self, text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
                    let $this = self;
                    let mut chars = Chars::over(text, from, to);
                    loop {
                        let at = to - chars.left;
                        let $c = chars.next()?;
                        if $is_match {
                            return Some((at, to - chars.left));
                        }
                    }
                }
                fn next_match_back(&mut self, text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
                    let $this = self;
                    let mut chars = Chars::over(text, from, to);
                    loop {
                        let end = from + chars.left;
                        let $c = chars.next_back()?;
                        if $is_match {
                            return Some((from + chars.left, end));
                        }
                    }
                }
            }
            impl<$($generics)*> DoubleEndedPattern for $Pattern {}
        )*};
    }
    char_patterns! {
        [] char, this c => c == *this;
        [F: FnMut(char) -> bool] F, this c => this(c);
        [const N: usize] [char; N], this c => this.contains(&c);
        [const N: usize] &[char; N], this c => this.contains(&c);
        [] &[char], this c => this.contains(&c);
    }
    impl Pattern for &str {
        fn next_match(&mut self, text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
            let (needle, len) = (self.as_ptr(), self.len());
            let start = text.as_ptr();
            let mut at = from;
            while at + len <= to {
                if intrinsics::compare_bytes(unsafe { start.add(at) }, needle, len) == 0 {
                    return Some((at, at + len));
                }
                at += 1;
            }
            None
        }
        fn next_match_back(&mut self, text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
            let (needle, len) = (self.as_ptr(), self.len());
            if len > to {
                return None;
            }
            let start = text.as_ptr();
            let mut at = to - len;
            loop {
                if at < from {
                    return None;
                }
                if intrinsics::compare_bytes(unsafe { start.add(at) }, needle, len) == 0 {
                    return Some((at, at + len));
                }
                if at == 0 {
                    return None;
                }
                at -= 1;
            }
        }
        fn prefix_of(&mut self, text: &str) -> Option<usize> {
            let len = self.len();
            if len <= text.len() && intrinsics::compare_bytes(text.as_ptr(), self.as_ptr(), len) == 0 { Some(len) } else { None }
        }
        fn suffix_of(&mut self, text: &str) -> Option<usize> {
            let (len, whole) = (self.len(), text.len());
            if len <= whole && intrinsics::compare_bytes(unsafe { text.as_ptr().add(whole - len) }, self.as_ptr(), len) == 0 { Some(len) } else { None }
        }
    }
    impl Pattern for &&str {
        fn next_match(&mut self, text: &str, from: usize, to: usize) -> Option<(usize, usize)> { { **self }.next_match(text, from, to) }
        fn next_match_back(&mut self, text: &str, from: usize, to: usize) -> Option<(usize, usize)> { { **self }.next_match_back(text, from, to) }
        fn prefix_of(&mut self, text: &str) -> Option<usize> { { **self }.prefix_of(text) }
        fn suffix_of(&mut self, text: &str) -> Option<usize> { { **self }.suffix_of(text) }
    }
}
