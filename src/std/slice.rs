use crate::cmp::Ordering;
use crate::fmt;
use crate::intrinsics;
use crate::marker::PhantomData;
use crate::ptr::NonNull;
#[cfg(std_file = "slice_arrays")]
pub use crate::slice_arrays::{GetDisjointMutError, GetDisjointMutIndex};
#[cfg(std_file = "slice_split")]
pub use crate::slice_split::*;
use crate::ops::{Bound, Index, IndexMut, Range, RangeBounds, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};

pub const unsafe fn from_raw_parts<'a, T>(data: *const T, len: usize) -> &'a [T] { unsafe { &*intrinsics::slice_from_raw_parts(data, len) } }
pub const unsafe fn from_raw_parts_mut<'a, T>(data: *mut T, len: usize) -> &'a mut [T] { unsafe { &mut *(intrinsics::slice_from_raw_parts(data as *const T, len) as *mut [T]) } }
pub const fn from_ref<T>(value: &T) -> &[T] { unsafe { from_raw_parts(value, 1) } }
pub fn from_mut<T>(value: &mut T) -> &mut [T] { unsafe { from_raw_parts_mut(value, 1) } }

// ---- Indexing

pub trait SliceIndex<S: ?Sized> {
    type Output: ?Sized;
    fn get(self, slice: &S) -> Option<&Self::Output>;
    fn get_mut(self, slice: &mut S) -> Option<&mut Self::Output>;
    fn index(self, slice: &S) -> &Self::Output;
    fn index_mut(self, slice: &mut S) -> &mut Self::Output;
    unsafe fn get_unchecked(self, slice: &S) -> &Self::Output where Self: Sized { self.index(slice) }
    unsafe fn get_unchecked_mut(self, slice: &mut S) -> &mut Self::Output where Self: Sized { self.index_mut(slice) }
    /// Borrows nothing else of the slice: its other parts may be lent.
    unsafe fn get_raw_mut(self, slice: *mut S) -> *mut Self::Output where Self: Sized { self.index_mut(unsafe { &mut *slice }) }
}
#[cold]
fn start_after_end(start: usize, end: usize) -> ! { panic!("slice index starts at {} but ends at {}", start, end) }
#[cold]
fn start_out_of_range(start: usize, len: usize) -> ! { panic!("range start index {} out of range for slice of length {}", start, len) }
#[cold]
fn end_out_of_range(end: usize, len: usize) -> ! { panic!("range end index {} out of range for slice of length {}", end, len) }
#[cold]
fn index_failed(start: usize, end: usize, len: usize) -> ! {
    if start > len {
        start_out_of_range(start, len)
    }
    if end > len {
        end_out_of_range(end, len)
    }
    start_after_end(start, end)
}

impl<T> SliceIndex<[T]> for usize {
    type Output = T;
    fn get(self, slice: &[T]) -> Option<&T> { if self < slice.len() { Some(unsafe { &*slice.as_ptr().add(self) }) } else { None } }
    fn get_mut(self, slice: &mut [T]) -> Option<&mut T> { if self < slice.len() { Some(unsafe { &mut *slice.as_mut_ptr().add(self) }) } else { None } }
    fn index(self, slice: &[T]) -> &T { &(*slice)[self] }
    fn index_mut(self, slice: &mut [T]) -> &mut T { &mut (*slice)[self] }
    unsafe fn get_unchecked(self, slice: &[T]) -> &T { unsafe { &*slice.as_ptr().add(self) } }
    unsafe fn get_unchecked_mut(self, slice: &mut [T]) -> &mut T { unsafe { &mut *slice.as_mut_ptr().add(self) } }
    unsafe fn get_raw_mut(self, slice: *mut [T]) -> *mut T { unsafe { (slice as *mut T).add(self) } }
}
impl<T> SliceIndex<[T]> for Range<usize> {
    type Output = [T];
    fn get(self, slice: &[T]) -> Option<&[T]> { if self.start <= self.end && self.end <= slice.len() { Some(unsafe { from_raw_parts(slice.as_ptr().add(self.start), self.end - self.start) }) } else { None } }
    fn get_mut(self, slice: &mut [T]) -> Option<&mut [T]> { if self.start <= self.end && self.end <= slice.len() { Some(unsafe { from_raw_parts_mut(slice.as_mut_ptr().add(self.start), self.end - self.start) }) } else { None } }
    fn index(self, slice: &[T]) -> &[T] {
        if self.start > self.end || self.end > slice.len() {
            index_failed(self.start, self.end, slice.len());
        }
        unsafe { from_raw_parts(slice.as_ptr().add(self.start), self.end - self.start) }
    }
    fn index_mut(self, slice: &mut [T]) -> &mut [T] {
        if self.start > self.end || self.end > slice.len() {
            index_failed(self.start, self.end, slice.len());
        }
        unsafe { from_raw_parts_mut(slice.as_mut_ptr().add(self.start), self.end - self.start) }
    }
    unsafe fn get_unchecked(self, slice: &[T]) -> &[T] { unsafe { from_raw_parts(slice.as_ptr().add(self.start), self.end - self.start) } }
    unsafe fn get_unchecked_mut(self, slice: &mut [T]) -> &mut [T] { unsafe { from_raw_parts_mut(slice.as_mut_ptr().add(self.start), self.end - self.start) } }
    unsafe fn get_raw_mut(self, slice: *mut [T]) -> *mut [T] { unsafe { crate::ptr::slice_from_raw_parts_mut((slice as *mut T).add(self.start), self.end - self.start) } }
}
macro_rules! range_index {
    ($($Range:ty, $this:ident, $len:ident => $valid:expr, $range:expr;)*) => {$(
        impl<T> SliceIndex<[T]> for $Range {
            type Output = [T];
            fn get(self, slice: &[T]) -> Option<&[T]> {
                let ($this, $len) = (self, slice.len());
                if $valid { ($range).get(slice) } else { None }
            }
            fn get_mut(self, slice: &mut [T]) -> Option<&mut [T]> {
                let ($this, $len) = (self, slice.len());
                if $valid { ($range).get_mut(slice) } else { None }
            }
            fn index(self, slice: &[T]) -> &[T] {
                let ($this, $len) = (self, slice.len());
                ($range).index(slice)
            }
            fn index_mut(self, slice: &mut [T]) -> &mut [T] {
                let ($this, $len) = (self, slice.len());
                ($range).index_mut(slice)
            }
            unsafe fn get_raw_mut(self, slice: *mut [T]) -> *mut [T] {
                let ($this, $len) = (self, slice.len());
                unsafe { ($range).get_raw_mut(slice) }
            }
        }
    )*};
}
fn checked_from(start: usize, len: usize) -> Range<usize> {
    if start > len {
        start_out_of_range(start, len);
    }
    start..len
}
/// One past the last index.
fn checked_end(last: usize, len: usize) -> usize {
    if last >= len {
        end_out_of_range(last, len);
    }
    last + 1
}
fn checked_inclusive(range: RangeInclusive<usize>, len: usize) -> Range<usize> {
    if range.start > len {
        start_out_of_range(range.start, len);
    }
    let end = checked_end(range.end, len);
    (if range.exhausted { end } else { range.start })..end
}
range_index! {
    RangeTo<usize>, this, _len => true, 0..this.end;
    RangeFrom<usize>, this, len => this.start <= len, checked_from(this.start, len);
    RangeFull, _this, len => true, 0..len;
    RangeInclusive<usize>, this, len => this.start <= len && this.end < len, checked_inclusive(this, len);
    RangeToInclusive<usize>, this, len => this.end < len, 0..checked_end(this.end, len);
}
impl<T, I: SliceIndex<[T]>> Index<I> for [T] {
    type Output = I::Output;
    fn index(&self, index: I) -> &I::Output { index.index(self) }
}
impl<T, I: SliceIndex<[T]>> IndexMut<I> for [T] {
    fn index_mut(&mut self, index: I) -> &mut I::Output { index.index_mut(self) }
}
/// The positions that a range of any kind stands for; panics as `drain` does.
pub(crate) fn resolve_range<R: RangeBounds<usize>>(range: &R, len: usize) -> Range<usize> {
    let start = match range.start_bound() {
        Bound::Included(&start) => start,
        Bound::Excluded(&start) => start + 1,
        Bound::Unbounded => 0,
    };
    let end = match range.end_bound() {
        Bound::Excluded(&end) => end,
        included_or_none => {
            if start > len {
                start_out_of_range(start, len);
            }
            match included_or_none {
                Bound::Included(&end) => checked_end(end, len),
                _ => len,
            }
        }
    };
    if end > len {
        end_out_of_range(end, len);
    }
    if start > end {
        start_after_end(start, end);
    }
    start..end
}

impl<T> [T] {
    pub const fn len(&self) -> usize { intrinsics::ptr_metadata_len(self as *const [T]) }
    pub const fn is_empty(&self) -> bool { self.len() == 0 }
    pub const fn as_ptr(&self) -> *const T { self as *const [T] as *const T }
    #[rustc_no_writable]
    pub const fn as_mut_ptr(&mut self) -> *mut T { self as *mut [T] as *mut T }
    pub fn as_mut_ptr_range(&mut self) -> Range<*mut T> {
        let start = self.as_mut_ptr();
        start..unsafe { start.add(self.len()) }
    }
    pub fn as_ptr_range(&self) -> Range<*const T> { self.as_ptr()..unsafe { self.as_ptr().add(self.len()) } }
    pub fn first(&self) -> Option<&T> { self.get(0) }
    pub fn first_mut(&mut self) -> Option<&mut T> { self.get_mut(0) }
    pub fn last(&self) -> Option<&T> { if self.is_empty() { None } else { self.get(self.len() - 1) } }
    pub fn last_mut(&mut self) -> Option<&mut T> {
        let len = self.len();
        if len == 0 { None } else { self.get_mut(len - 1) }
    }
    pub fn split_first(&self) -> Option<(&T, &[T])> { if let [first, rest @ ..] = self { Some((first, rest)) } else { None } }
    pub fn split_last(&self) -> Option<(&T, &[T])> { if let [rest @ .., last] = self { Some((last, rest)) } else { None } }
    pub fn split_first_mut(&mut self) -> Option<(&mut T, &mut [T])> { if let [first, rest @ ..] = self { Some((first, rest)) } else { None } }
    pub fn split_last_mut(&mut self) -> Option<(&mut T, &mut [T])> { if let [rest @ .., last] = self { Some((last, rest)) } else { None } }
    pub fn get<I: SliceIndex<[T]>>(&self, index: I) -> Option<&I::Output> { index.get(self) }
    pub fn get_mut<I: SliceIndex<[T]>>(&mut self, index: I) -> Option<&mut I::Output> { index.get_mut(self) }
    pub unsafe fn get_unchecked<I: SliceIndex<[T]>>(&self, index: I) -> &I::Output { unsafe { index.get_unchecked(self) } }
    #[rustc_no_writable]
    pub unsafe fn get_unchecked_mut<I: SliceIndex<[T]>>(&mut self, index: I) -> &mut I::Output { unsafe { index.get_unchecked_mut(self) } }
    pub fn swap(&mut self, a: usize, b: usize) {
        let first = &raw mut self[a];
        let second = &raw mut self[b];
        unsafe { crate::ptr::swap(first, second) }
    }
    pub fn reverse(&mut self) {
        let len = self.len();
        let mut i = 0;
        while i < len / 2 {
            self.swap(i, len - 1 - i);
            i += 1;
        }
    }
    pub fn iter(&self) -> Iter<'_, T> { Iter { next: NonNull { pointer: self.as_ptr() }, left: self.len(), marker: PhantomData } }
    pub fn iter_mut(&mut self) -> IterMut<'_, T> {
        let left = self.len();
        IterMut { next: NonNull { pointer: self.as_mut_ptr() }, left, marker: PhantomData }
    }
    pub fn split_at(&self, mid: usize) -> (&[T], &[T]) {
        if mid > self.len() {
            panic!("mid > len");
        }
        (&self[..mid], &self[mid..])
    }
    pub fn split_at_mut(&mut self, mid: usize) -> (&mut [T], &mut [T]) {
        let len = self.len();
        if mid > len {
            panic!("mid > len");
        }
        let pointer = self.as_mut_ptr();
        unsafe { (from_raw_parts_mut(pointer, mid), from_raw_parts_mut(pointer.add(mid), len - mid)) }
    }
    pub fn split_at_mut_checked(&mut self, mid: usize) -> Option<(&mut [T], &mut [T])> { if mid <= self.len() { Some(self.split_at_mut(mid)) } else { None } }
    pub unsafe fn split_at_unchecked(&self, mid: usize) -> (&[T], &[T]) {
        crate::panicking::require(mid <= self.len(), "unsafe precondition(s) violated: slice::split_at_unchecked requires the index to be within the slice");
        unsafe { (from_raw_parts(self.as_ptr(), mid), from_raw_parts(self.as_ptr().add(mid), self.len() - mid)) }
    }
    pub unsafe fn split_at_mut_unchecked(&mut self, mid: usize) -> (&mut [T], &mut [T]) {
        crate::panicking::require(mid <= self.len(), "unsafe precondition(s) violated: slice::split_at_mut_unchecked requires the index to be within the slice");
        let (pointer, len) = (self.as_mut_ptr(), self.len());
        unsafe { (from_raw_parts_mut(pointer, mid), from_raw_parts_mut(pointer.add(mid), len - mid)) }
    }
    pub fn split_at_checked(&self, mid: usize) -> Option<(&[T], &[T])> { if mid <= self.len() { Some(self.split_at(mid)) } else { None } }
    pub fn contains(&self, value: &T) -> bool where T: PartialEq {
        for item in self {
            if *item == *value {
                return true;
            }
        }
        false
    }
    pub fn starts_with(&self, needle: &[T]) -> bool where T: PartialEq { self.len() >= needle.len() && self[..needle.len()] == *needle }
    pub fn ends_with(&self, needle: &[T]) -> bool where T: PartialEq { self.len() >= needle.len() && self[self.len() - needle.len()..] == *needle }
    pub fn strip_suffix(&self, suffix: &[T]) -> Option<&[T]> where T: PartialEq { if self.ends_with(suffix) { Some(&self[..self.len() - suffix.len()]) } else { None } }
    pub fn strip_prefix(&self, prefix: &[T]) -> Option<&[T]> where T: PartialEq { if self.starts_with(prefix) { Some(&self[prefix.len()..]) } else { None } }
    pub fn binary_search(&self, value: &T) -> Result<usize, usize> where T: Ord { self.binary_search_by(|probe| probe.cmp(value)) }
    pub fn binary_search_by<F: FnMut(&T) -> Ordering>(&self, mut f: F) -> Result<usize, usize> {
        let mut size = self.len();
        if size == 0 {
            return Err(0);
        }
        let mut base = 0;
        while size > 1 {
            let half = size / 2;
            let mid = base + half;
            if f(&self[mid]) != Ordering::Greater {
                base = mid;
            }
            size -= half;
        }
        match f(&self[base]) {
            Ordering::Equal => Ok(base),
            Ordering::Less => Err(base + 1),
            Ordering::Greater => Err(base),
        }
    }
    pub fn binary_search_by_key<B: Ord, F: FnMut(&T) -> B>(&self, key: &B, mut f: F) -> Result<usize, usize> { self.binary_search_by(|probe| f(probe).cmp(key)) }
    pub fn partition_point<P: FnMut(&T) -> bool>(&self, mut pred: P) -> usize { self.binary_search_by(|x| if pred(x) { Ordering::Less } else { Ordering::Greater }).unwrap_or_else(|i| i) }
    pub fn sort(&mut self) where T: Ord { merge_sort(self, &mut |a: &T, b: &T| a.cmp(b) == Ordering::Greater) }
    pub fn sort_by<F: FnMut(&T, &T) -> Ordering>(&mut self, mut compare: F) { merge_sort(self, &mut |a: &T, b: &T| compare(a, b) == Ordering::Greater) }
    pub fn sort_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, mut f: F) { merge_sort(self, &mut |a: &T, b: &T| f(a) > f(b)) }
    pub fn sort_by_cached_key<K: Ord, F: FnMut(&T) -> K>(&mut self, f: F) { self.sort_by_key(f) }
    pub fn sort_unstable(&mut self) where T: Ord { self.sort() }
    pub fn sort_unstable_by<F: FnMut(&T, &T) -> Ordering>(&mut self, compare: F) { self.sort_by(compare) }
    pub fn sort_unstable_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, f: F) { self.sort_by_key(f) }
    pub fn select_nth_unstable(&mut self, index: usize) -> (&mut [T], &mut T, &mut [T]) where T: Ord { self.select_nth_unstable_by(index, |a, b| a.cmp(b)) }
    pub fn select_nth_unstable_by_key<K: Ord, F: FnMut(&T) -> K>(&mut self, index: usize, mut f: F) -> (&mut [T], &mut T, &mut [T]) { self.select_nth_unstable_by(index, |a, b| f(a).cmp(&f(b))) }
    pub fn select_nth_unstable_by<F: FnMut(&T, &T) -> Ordering>(&mut self, index: usize, compare: F) -> (&mut [T], &mut T, &mut [T]) {
        if index >= self.len() {
            panic!("partition_at_index index {} greater than length of slice {}", index, self.len());
        }
        self.sort_by(compare);
        let (left, rest) = self.split_at_mut(index);
        let (nth, right) = rest.split_at_mut(1);
        (left, &mut nth[0], right)
    }
    pub fn is_sorted(&self) -> bool where T: PartialOrd { self.is_sorted_by(|a, b| *a <= *b) }
    pub fn is_sorted_by<'a, F: FnMut(&'a T, &'a T) -> bool>(&'a self, mut compare: F) -> bool {
        let mut at = 1;
        while at < self.len() {
            if !compare(&self[at - 1], &self[at]) {
                return false;
            }
            at += 1;
        }
        true
    }
    pub fn is_sorted_by_key<'a, F: FnMut(&'a T) -> K, K: PartialOrd>(&'a self, f: F) -> bool { self.iter().is_sorted_by_key(f) }
    pub fn rotate_left(&mut self, mid: usize) {
        assert!(mid <= self.len());
        self[..mid].reverse();
        self[mid..].reverse();
        self.reverse();
    }
    pub fn rotate_right(&mut self, k: usize) {
        assert!(k <= self.len());
        let mid = self.len() - k;
        self.rotate_left(mid)
    }
    pub fn fill(&mut self, value: T) where T: Clone {
        for slot in self {
            *slot = value.clone();
        }
    }
    pub fn fill_with<F: FnMut() -> T>(&mut self, mut f: F) {
        for slot in self {
            *slot = f();
        }
    }
    pub fn clone_from_slice(&mut self, source: &[T]) where T: Clone {
        if self.len() != source.len() {
            panic!("destination and source slices have different lengths");
        }
        let mut i = 0;
        while i < source.len() {
            self[i].clone_from(&source[i]);
            i += 1;
        }
    }
    pub fn copy_from_slice(&mut self, source: &[T]) where T: Copy {
        if self.len() != source.len() {
            panic!("copy_from_slice: source slice length ({}) does not match destination slice length ({})", source.len(), self.len());
        }
        unsafe { crate::ptr::copy_nonoverlapping(source.as_ptr(), self.as_mut_ptr(), source.len()) }
    }
    pub fn copy_within<R: RangeBounds<usize>>(&mut self, source: R, target: usize) where T: Copy {
        let range = resolve_range(&source, self.len());
        let count = range.end - range.start;
        assert!(target <= self.len() - count, "dest is out of bounds");
        let pointer = self.as_mut_ptr();
        unsafe { crate::ptr::copy(pointer.add(range.start) as *const T, pointer.add(target), count) }
    }
    pub fn swap_with_slice(&mut self, other: &mut [T]) {
        if self.len() != other.len() {
            panic!("destination and source slices have different lengths");
        }
        let mut i = 0;
        while i < self.len() {
            crate::mem::swap(&mut self[i], &mut other[i]);
            i += 1;
        }
    }
    pub fn to_vec(&self) -> Vec<T> where T: Clone {
        let mut vec = Vec::with_capacity(self.len());
        for item in self {
            vec.push(item.clone());
        }
        vec
    }
    pub fn into_vec(self: Box<Self>) -> Vec<T> {
        let len = self.len();
        let pointer = Box::into_raw(self) as *mut T;
        unsafe { Vec::from_raw_parts(pointer, len, len) }
    }
    pub fn repeat(&self, count: usize) -> Vec<T> where T: Copy {
        let mut vec = Vec::with_capacity(self.len() * count);
        for _ in 0..count {
            vec.extend_from_slice(self);
        }
        vec
    }
    pub fn concat<Item: ?Sized>(&self) -> <Self as Concat<Item>>::Output where Self: Concat<Item> { Concat::concat(self) }
    pub fn join<Separator>(&self, separator: Separator) -> <Self as Join<Separator>>::Output where Self: Join<Separator> { Join::join(self, separator) }
    pub fn connect<Separator>(&self, separator: Separator) -> <Self as Join<Separator>>::Output where Self: Join<Separator> { Join::join(self, separator) }
}
impl [u8] {
    pub fn is_ascii(&self) -> bool { self.iter().all(|byte| byte.is_ascii()) }
    pub fn to_ascii_uppercase(&self) -> Vec<u8> { self.iter().map(|byte| byte.to_ascii_uppercase()).collect() }
    pub fn to_ascii_lowercase(&self) -> Vec<u8> { self.iter().map(|byte| byte.to_ascii_lowercase()).collect() }
    pub fn make_ascii_uppercase(&mut self) { self.iter_mut().for_each(|byte| byte.make_ascii_uppercase()) }
    pub fn make_ascii_lowercase(&mut self) { self.iter_mut().for_each(|byte| byte.make_ascii_lowercase()) }
    pub fn trim_ascii_start(&self) -> &[u8] {
        let mut rest = self;
        while let [first, tail @ ..] = rest {
            if !first.is_ascii_whitespace() {
                break;
            }
            rest = tail;
        }
        rest
    }
    pub fn trim_ascii_end(&self) -> &[u8] {
        let mut rest = self;
        while let [head @ .., last] = rest {
            if !last.is_ascii_whitespace() {
                break;
            }
            rest = head;
        }
        rest
    }
    pub fn trim_ascii(&self) -> &[u8] { self.trim_ascii_start().trim_ascii_end() }
    pub fn escape_ascii(&self) -> crate::ascii::EscapeSlice<'_> { crate::ascii::EscapeSlice { bytes: self.iter(), inner: None } }
    pub fn utf8_chunks(&self) -> crate::str::Utf8Chunks<'_> { crate::str::Utf8Chunks { rest: self } }
    pub fn eq_ignore_ascii_case(&self, other: &[u8]) -> bool { self.len() == other.len() && self.iter().zip(other).all(|(a, b)| a.eq_ignore_ascii_case(b)) }
}
pub trait Concat<Item: ?Sized> {
    type Output;
    fn concat(slice: &Self) -> Self::Output;
}
pub trait Join<Separator> {
    type Output;
    fn join(slice: &Self, separator: Separator) -> Self::Output;
}
impl<S: crate::borrow::Borrow<str>> Concat<str> for [S] {
    type Output = String;
    fn concat(slice: &[S]) -> String {
        let mut text = String::new();
        for piece in slice {
            text.push_str(piece.borrow());
        }
        text
    }
}
impl<T: Clone, V: crate::borrow::Borrow<[T]>> Concat<T> for [V] {
    type Output = Vec<T>;
    fn concat(slice: &[V]) -> Vec<T> {
        let mut vec = Vec::new();
        for piece in slice {
            vec.extend_from_slice(piece.borrow());
        }
        vec
    }
}
impl<S: crate::borrow::Borrow<str>> Join<&str> for [S] {
    type Output = String;
    fn join(slice: &[S], separator: &str) -> String {
        let mut text = String::new();
        let mut is_first = true;
        for piece in slice {
            if !is_first {
                text.push_str(separator);
            }
            is_first = false;
            text.push_str(piece.borrow());
        }
        text
    }
}
impl<T: Clone, V: crate::borrow::Borrow<[T]>> Join<&T> for [V] {
    type Output = Vec<T>;
    fn join(slice: &[V], separator: &T) -> Vec<T> {
        let mut vec = Vec::new();
        let mut is_first = true;
        for piece in slice {
            if !is_first {
                vec.push(separator.clone());
            }
            is_first = false;
            vec.extend_from_slice(piece.borrow());
        }
        vec
    }
}
impl<T: Clone, V: crate::borrow::Borrow<[T]>> Join<&[T]> for [V] {
    type Output = Vec<T>;
    fn join(slice: &[V], separator: &[T]) -> Vec<T> {
        let mut vec = Vec::new();
        let mut is_first = true;
        for piece in slice {
            if !is_first {
                vec.extend_from_slice(separator);
            }
            is_first = false;
            vec.extend_from_slice(piece.borrow());
        }
        vec
    }
}

/// Stable: insertion for short runs, merging through a buffer of moved values for long ones.
fn merge_sort<T, F: FnMut(&T, &T) -> bool>(slice: &mut [T], is_greater: &mut F) {
    let len = slice.len();
    if len <= 12 {
        let mut i = 1;
        while i < len {
            let mut j = i;
            while j > 0 && is_greater(&slice[j - 1], &slice[j]) {
                slice.swap(j - 1, j);
                j -= 1;
            }
            i += 1;
        }
        return;
    }
    let mid = len / 2;
    merge_sort(&mut slice[..mid], is_greater);
    merge_sort(&mut slice[mid..], is_greater);
    let mut buffer: Vec<T> = Vec::with_capacity(len);
    let pointer = slice.as_mut_ptr();
    // The order is found first; nothing is moved while the comparison, which may panic, still runs.
    let mut order: Vec<usize> = Vec::with_capacity(len);
    let (mut left, mut right) = (0, mid);
    while left < mid && right < len {
        if is_greater(&slice[left], &slice[right]) {
            order.push(right);
            right += 1;
        } else {
            order.push(left);
            left += 1;
        }
    }
    while left < mid {
        order.push(left);
        left += 1;
    }
    while right < len {
        order.push(right);
        right += 1;
    }
    unsafe {
        let target = buffer.as_mut_ptr();
        let mut i = 0;
        while i < len {
            crate::ptr::copy_nonoverlapping(pointer.add(order[i]) as *const T, target.add(i), 1);
            i += 1;
        }
        crate::ptr::copy_nonoverlapping(target as *const T, pointer, len);
    }
}

// ---- Iterators

pub struct Iter<'a, T> {
    next: NonNull<T>,
    left: usize,
    marker: PhantomData<&'a T>,
}
unsafe impl<T: Sync> Send for Iter<'_, T> {}
unsafe impl<T: Sync> Sync for Iter<'_, T> {}
impl<'a, T> Iter<'a, T> {
    pub fn as_slice(&self) -> &'a [T] { unsafe { from_raw_parts(self.next.pointer, self.left) } }
}
impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self { Iter { next: self.next, left: self.left, marker: PhantomData } }
}
impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {
        if self.left == 0 {
            return None;
        }
        let at = self.next.pointer;
        self.left -= 1;
        unsafe {
            self.next = NonNull { pointer: intrinsics::offset(at, 1usize) };
            Some(&*at)
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.left, Some(self.left)) }
    fn nth(&mut self, n: usize) -> Option<&'a T> {
        let passed = if n < self.left { n } else { self.left };
        self.next = NonNull { pointer: unsafe { intrinsics::offset(self.next.pointer, passed as isize) } };
        self.left -= passed;
        self.next()
    }
}
impl<'a, T> DoubleEndedIterator for Iter<'a, T> {
    fn next_back(&mut self) -> Option<&'a T> {
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        Some(unsafe { &*intrinsics::offset(self.next.pointer, self.left as isize) })
    }
}
impl<T> ExactSizeIterator for Iter<'_, T> {}
pub struct IterMut<'a, T> {
    next: NonNull<T>,
    left: usize,
    marker: PhantomData<&'a mut T>,
}
unsafe impl<T: Send> Send for IterMut<'_, T> {}
unsafe impl<T: Sync> Sync for IterMut<'_, T> {}
impl<'a, T> IterMut<'a, T> {
    pub fn as_slice(&self) -> &[T] { unsafe { from_raw_parts(self.next.pointer, self.left) } }
    pub fn into_slice(self) -> &'a mut [T] { unsafe { from_raw_parts_mut(self.next.pointer as *mut T, self.left) } }
}
impl<T> Default for Iter<'_, T> {
    fn default() -> Self { (&[]).into_iter() }
}
impl<T> Default for IterMut<'_, T> {
    fn default() -> Self { (&mut []).into_iter() }
}
impl<T> AsRef<[T]> for Iter<'_, T> {
    fn as_ref(&self) -> &[T] { self.as_slice() }
}
impl<T: fmt::Debug> fmt::Debug for Iter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("Iter").field(&self.as_slice()).finish() }
}
impl<T: fmt::Debug> fmt::Debug for IterMut<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("IterMut").field(&self.as_slice()).finish() }
}
impl<T> Default for Iter<'_, T> {
    fn default() -> Self { <&[T]>::default().iter() }
}
impl<T> Default for IterMut<'_, T> {
    fn default() -> Self { <&mut [T]>::default().iter_mut() }
}
impl<T> crate::iter::FusedIterator for Iter<'_, T> {}
impl<T> crate::iter::FusedIterator for IterMut<'_, T> {}
impl<'a, T> Iterator for IterMut<'a, T> {
    type Item = &'a mut T;
    fn next(&mut self) -> Option<&'a mut T> {
        if self.left == 0 {
            return None;
        }
        let at = self.next.pointer;
        self.left -= 1;
        unsafe {
            self.next = NonNull { pointer: intrinsics::offset(at, 1usize) };
            Some(&mut *(at as *mut T))
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.left, Some(self.left)) }
}
impl<'a, T> DoubleEndedIterator for IterMut<'a, T> {
    fn next_back(&mut self) -> Option<&'a mut T> {
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        Some(unsafe { &mut *(intrinsics::offset(self.next.pointer, self.left as isize) as *mut T) })
    }
}
impl<T> ExactSizeIterator for IterMut<'_, T> {}
impl<'a, T> IntoIterator for &'a [T] {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> { self.iter() }
}
impl<'a, T> IntoIterator for &'a mut [T] {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    fn into_iter(self) -> IterMut<'a, T> { self.iter_mut() }
}
impl<T: PartialEq<U>, U> PartialEq<[U]> for [T] {
    fn eq(&self, other: &[U]) -> bool {
        if self.len() != other.len() {
            return false;
        }
        // As C's memcmp: every byte is looked at, whatever the first say.
        if intrinsics::is_compared_bytewise::<T>() && intrinsics::type_id::<T>() == intrinsics::type_id::<U>() {
            let bytes = self.len() * size_of::<T>();
            return intrinsics::compare_bytes(self.as_ptr() as *const u8, other.as_ptr() as *const u8, bytes) == 0;
        }
        let mut i = 0;
        while i < self.len() {
            if self[i] != other[i] {
                return false;
            }
            i += 1;
        }
        true
    }
}
impl<T: Eq> Eq for [T] {}
impl<T: PartialOrd> PartialOrd for [T] {
    fn partial_cmp(&self, other: &[T]) -> Option<Ordering> {
        let mut i = 0;
        while i < self.len() && i < other.len() {
            match self[i].partial_cmp(&other[i]) {
                Some(Ordering::Equal) => {}
                decided => return decided,
            }
            i += 1;
        }
        self.len().partial_cmp(&other.len())
    }
}
impl<T: Ord> Ord for [T] {
    fn cmp(&self, other: &[T]) -> Ordering {
        if intrinsics::is_compared_bytewise::<T>() && intrinsics::type_id::<T>() == intrinsics::type_id::<u8>() {
            let both = if self.len() < other.len() { self.len() } else { other.len() };
            let order = intrinsics::compare_bytes(self.as_ptr() as *const u8, other.as_ptr() as *const u8, both);
            return order.cmp(&0).then(self.len().cmp(&other.len()));
        }
        let mut i = 0;
        while i < self.len() && i < other.len() {
            match self[i].cmp(&other[i]) {
                Ordering::Equal => {}
                decided => return decided,
            }
            i += 1;
        }
        self.len().cmp(&other.len())
    }
}
impl<T: fmt::Debug> fmt::Debug for [T] {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.iter()).finish() }
}
