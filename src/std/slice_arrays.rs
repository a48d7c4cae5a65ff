// Only for programs that say what it declares
// Parts of slices as arrays, several elements borrowed at once, and slices that are consumed.

use crate::fmt;
use crate::intrinsics;
use crate::ops::{Range, RangeFrom, RangeInclusive, RangeTo, RangeToInclusive};
use crate::slice::{from_raw_parts, from_raw_parts_mut, SliceIndex};

impl<T> [T] {
    pub fn first_chunk<const N: usize>(&self) -> Option<&[T; N]> { if self.len() < N { None } else { Some(unsafe { &*(self.as_ptr() as *const [T; N]) }) } }
    pub fn first_chunk_mut<const N: usize>(&mut self) -> Option<&mut [T; N]> { if self.len() < N { None } else { Some(unsafe { &mut *(self.as_mut_ptr() as *mut [T; N]) }) } }
    pub fn last_chunk<const N: usize>(&self) -> Option<&[T; N]> {
        let len = self.len();
        if len < N { None } else { self[len - N..].first_chunk() }
    }
    pub fn last_chunk_mut<const N: usize>(&mut self) -> Option<&mut [T; N]> {
        let len = self.len();
        if len < N { None } else { self[len - N..].first_chunk_mut() }
    }
    pub fn split_first_chunk<const N: usize>(&self) -> Option<(&[T; N], &[T])> {
        let (head, tail) = self.split_at_checked(N)?;
        Some((head.first_chunk()?, tail))
    }
    pub fn split_first_chunk_mut<const N: usize>(&mut self) -> Option<(&mut [T; N], &mut [T])> {
        let (head, tail) = self.split_at_mut_checked(N)?;
        Some((head.first_chunk_mut()?, tail))
    }
    pub fn split_last_chunk<const N: usize>(&self) -> Option<(&[T], &[T; N])> {
        let (head, tail) = self.split_at_checked(self.len().checked_sub(N)?)?;
        Some((head, tail.first_chunk()?))
    }
    pub fn split_last_chunk_mut<const N: usize>(&mut self) -> Option<(&mut [T], &mut [T; N])> {
        let mid = self.len().checked_sub(N)?;
        let (head, tail) = self.split_at_mut_checked(mid)?;
        Some((head, tail.first_chunk_mut()?))
    }
    pub fn as_array<const N: usize>(&self) -> Option<&[T; N]> { if self.len() == N { self.first_chunk() } else { None } }
    pub fn as_mut_array<const N: usize>(&mut self) -> Option<&mut [T; N]> { if self.len() == N { self.first_chunk_mut() } else { None } }
    pub fn as_chunks<const N: usize>(&self) -> (&[[T; N]], &[T]) {
        assert!(N != 0, "chunk size must be non-zero");
        let count = self.len() / N;
        (unsafe { from_raw_parts(self.as_ptr() as *const [T; N], count) }, &self[count * N..])
    }
    pub fn as_chunks_mut<const N: usize>(&mut self) -> (&mut [[T; N]], &mut [T]) {
        assert!(N != 0, "chunk size must be non-zero");
        let count = self.len() / N;
        let (head, tail) = self.split_at_mut(count * N);
        (unsafe { from_raw_parts_mut(head.as_mut_ptr() as *mut [T; N], count) }, tail)
    }
    pub fn as_rchunks<const N: usize>(&self) -> (&[T], &[[T; N]]) {
        assert!(N != 0, "chunk size must be non-zero");
        let (head, tail) = self.split_at(self.len() % N);
        (head, tail.as_chunks().0)
    }
    pub fn as_rchunks_mut<const N: usize>(&mut self) -> (&mut [T], &mut [[T; N]]) {
        assert!(N != 0, "chunk size must be non-zero");
        let (head, tail) = self.split_at_mut(self.len() % N);
        (head, tail.as_chunks_mut().0)
    }
    pub unsafe fn as_chunks_unchecked<const N: usize>(&self) -> &[[T; N]] { unsafe { from_raw_parts(self.as_ptr() as *const [T; N], self.len() / N) } }
    pub unsafe fn as_chunks_unchecked_mut<const N: usize>(&mut self) -> &mut [[T; N]] {
        let count = self.len() / N;
        unsafe { from_raw_parts_mut(self.as_mut_ptr() as *mut [T; N], count) }
    }
    /// The middle is as large as alignment allows.
    pub unsafe fn align_to<U>(&self) -> (&[T], &[U], &[T]) {
        let (before, middle) = aligned_parts::<T, U>(self.as_ptr(), self.len());
        let after = before + middle * size_of::<U>() / size_of::<T>();
        (&self[..before], unsafe { from_raw_parts(self.as_ptr().add(before) as *const U, middle) }, &self[after..])
    }
    pub unsafe fn align_to_mut<U>(&mut self) -> (&mut [T], &mut [U], &mut [T]) {
        let (before, middle) = aligned_parts::<T, U>(self.as_ptr(), self.len());
        let after = before + middle * size_of::<U>() / size_of::<T>();
        let (rest, tail) = self.split_at_mut(after);
        let (head, middle_part) = rest.split_at_mut(before);
        (head, unsafe { from_raw_parts_mut(middle_part.as_mut_ptr() as *mut U, middle) }, tail)
    }
    pub fn element_offset(&self, element: &T) -> Option<usize> {
        let size = size_of::<T>();
        if size == 0 {
            panic!("elements are zero-sized");
        }
        let offset = (element as *const T).addr().wrapping_sub(self.as_ptr().addr());
        if offset % size == 0 && offset / size < self.len() { Some(offset / size) } else { None }
    }

    // ---- Several elements at once

    pub fn get_disjoint_mut<I: GetDisjointMutIndex + SliceIndex<[T]>, const N: usize>(&mut self, indices: [I; N]) -> Result<[&mut I::Output; N], GetDisjointMutError> {
        let mut i = 0;
        while i < N {
            if !indices[i].is_in_bounds(self.len()) {
                return Err(GetDisjointMutError::IndexOutOfBounds);
            }
            let mut j = 0;
            while j < i {
                if indices[i].is_overlapping(&indices[j]) {
                    return Err(GetDisjointMutError::OverlappingIndices);
                }
                j += 1;
            }
            i += 1;
        }
        Ok(unsafe { self.get_disjoint_unchecked_mut(indices) })
    }
    pub unsafe fn get_disjoint_unchecked_mut<I: GetDisjointMutIndex + SliceIndex<[T]>, const N: usize>(&mut self, indices: [I; N]) -> [&mut I::Output; N] {
        let slice = self as *mut [T];
        indices.map(|index| unsafe { &mut *index.get_raw_mut(slice) })
    }

    // ---- Taking from a slice what is no longer wanted of it

    pub fn split_off<'a, R: OneSidedRange>(self: &mut &'a Self, range: R) -> Option<&'a Self> {
        let (at, is_front) = range.cut()?;
        let (front, back) = self.split_at_checked(at)?;
        *self = if is_front { back } else { front };
        Some(if is_front { front } else { back })
    }
    pub fn split_off_mut<'a, R: OneSidedRange>(self: &mut &'a mut Self, range: R) -> Option<&'a mut Self> {
        let (at, is_front) = range.cut()?;
        if at > self.len() {
            return None;
        }
        let (front, back) = crate::mem::take(self).split_at_mut(at);
        if is_front {
            *self = back;
            Some(front)
        } else {
            *self = front;
            Some(back)
        }
    }
    pub fn split_off_first<'a>(self: &mut &'a Self) -> Option<&'a T> {
        let (first, rest) = self.split_first()?;
        *self = rest;
        Some(first)
    }
    pub fn split_off_last<'a>(self: &mut &'a Self) -> Option<&'a T> {
        let (last, rest) = self.split_last()?;
        *self = rest;
        Some(last)
    }
    pub fn split_off_first_mut<'a>(self: &mut &'a mut Self) -> Option<&'a mut T> {
        let (first, rest) = crate::mem::take(self).split_first_mut()?;
        *self = rest;
        Some(first)
    }
    pub fn split_off_last_mut<'a>(self: &mut &'a mut Self) -> Option<&'a mut T> {
        let (last, rest) = crate::mem::take(self).split_last_mut()?;
        *self = rest;
        Some(last)
    }
}
impl<T, const N: usize> [[T; N]] {
    pub fn as_flattened(&self) -> &[T] { unsafe { from_raw_parts(self.as_ptr() as *const T, self.len() * N) } }
    pub fn as_flattened_mut(&mut self) -> &mut [T] {
        let len = self.len() * N;
        unsafe { from_raw_parts_mut(self.as_mut_ptr() as *mut T, len) }
    }
}
/// How many elements come before the first aligned U, and how many Us fit behind them.
fn aligned_parts<T, U>(start: *const T, len: usize) -> (usize, usize) {
    let (size, target) = (size_of::<T>(), size_of::<U>());
    if size == 0 || target == 0 {
        return (len, 0);
    }
    let (address, align) = (intrinsics::ptr_addr(start), align_of::<U>());
    let mut before = 0;
    while before < len && (address + before * size) % align != 0 {
        before += 1;
    }
    let mut middle = (len - before) * size / target;
    while middle * target % size != 0 {
        middle -= 1;
    }
    (before, middle)
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GetDisjointMutError {
    IndexOutOfBounds,
    OverlappingIndices,
}
impl fmt::Display for GetDisjointMutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            GetDisjointMutError::IndexOutOfBounds => "an index is out of bounds",
            GetDisjointMutError::OverlappingIndices => "there were overlapping indices",
        })
    }
}
impl crate::error::Error for GetDisjointMutError {}
pub trait GetDisjointMutIndex {
    fn is_in_bounds(&self, len: usize) -> bool;
    fn is_overlapping(&self, other: &Self) -> bool;
}
impl GetDisjointMutIndex for usize {
    fn is_in_bounds(&self, len: usize) -> bool { *self < len }
    fn is_overlapping(&self, other: &usize) -> bool { *self == *other }
}
impl GetDisjointMutIndex for Range<usize> {
    fn is_in_bounds(&self, len: usize) -> bool { self.start <= self.end && self.end <= len }
    fn is_overlapping(&self, other: &Range<usize>) -> bool { self.start < other.end && other.start < self.end }
}
impl GetDisjointMutIndex for RangeInclusive<usize> {
    fn is_in_bounds(&self, len: usize) -> bool { self.start <= self.end && self.end < len }
    fn is_overlapping(&self, other: &RangeInclusive<usize>) -> bool { self.start <= other.end && other.start <= self.end }
}

/// A range that reaches one end of whatever it is applied to.
pub trait OneSidedRange {
    /// Where it cuts, and whether the part in front is meant.
    fn cut(self) -> Option<(usize, bool)>;
}
impl OneSidedRange for RangeTo<usize> {
    fn cut(self) -> Option<(usize, bool)> { Some((self.end, true)) }
}
impl OneSidedRange for RangeToInclusive<usize> {
    fn cut(self) -> Option<(usize, bool)> { Some((self.end.checked_add(1)?, true)) }
}
impl OneSidedRange for RangeFrom<usize> {
    fn cut(self) -> Option<(usize, bool)> { Some((self.start, false)) }
}
