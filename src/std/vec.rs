use crate::fmt;
use crate::intrinsics;
use crate::mem::ManuallyDrop;
use crate::ops::{Deref, DerefMut, Index, IndexMut, RangeBounds};
use crate::ptr::NonNull;
use crate::slice::{self, SliceIndex};

/// At most isize::MAX, which leaves room for what an enum around it has to say.
#[derive(Clone, Copy)]
#[valid_range_bits(63)]
pub(crate) struct Capacity(pub(crate) usize);

#[lang = "Vec"]
pub struct Vec<T> {
    capacity: Capacity,
    pointer: NonNull<T>,
    len: usize,
}
unsafe impl<T: Send> Send for Vec<T> {}
unsafe impl<T: Sync> Sync for Vec<T> {}
impl<T> Unpin for Vec<T> {}

#[cold]
fn index_out_of_bounds(what: &str, index: usize, len: usize) -> ! { panic!("{} index (is {}) should be < len (is {})", what, index, len) }

impl<T> Vec<T> {
    /// The first memory asked for is not smaller than this, which is std's choice too.
    const LEAST_CAPACITY: usize = if size_of::<T>() == 1 { 8 } else if size_of::<T>() <= 1024 { 4 } else { 1 };
    pub const fn new() -> Vec<T> { Vec { capacity: Capacity(0), pointer: NonNull::dangling(), len: 0 } }
    pub fn with_capacity(capacity: usize) -> Vec<T> {
        let mut vec = Vec::new();
        if capacity > 0 {
            vec.grow_to(capacity);
        }
        vec
    }
    pub unsafe fn from_raw_parts(pointer: *mut T, len: usize, capacity: usize) -> Vec<T> { Vec { capacity: Capacity(if size_of::<T>() == 0 { 0 } else { capacity }), pointer: unsafe { NonNull::new_unchecked(pointer) }, len } }
    pub fn into_raw_parts(self) -> (*mut T, usize, usize) {
        let this = ManuallyDrop::new(self);
        (this.pointer.as_ptr(), this.len, this.capacity())
    }
    pub const fn len(&self) -> usize { self.len }
    pub const fn is_empty(&self) -> bool { self.len == 0 }
    pub const fn capacity(&self) -> usize { if size_of::<T>() == 0 { usize::MAX } else { self.capacity.0 } }
    pub const fn as_ptr(&self) -> *const T { self.pointer.as_ptr() as *const T }
    pub const fn as_mut_ptr(&mut self) -> *mut T { self.pointer.as_ptr() }
    pub fn as_slice(&self) -> &[T] { unsafe { slice::from_raw_parts(self.as_ptr(), self.len) } }
    pub fn as_mut_slice(&mut self) -> &mut [T] { unsafe { slice::from_raw_parts_mut(self.pointer.as_ptr(), self.len) } }
    pub unsafe fn set_len(&mut self, len: usize) {
        crate::panicking::require(len <= self.capacity(), "unsafe precondition(s) violated: Vec::set_len requires that new_len <= capacity()");
        self.len = len
    }
    fn grow_to(&mut self, capacity: usize) {
        let size = size_of::<T>();
        if size == 0 || capacity <= self.capacity.0 {
            return;
        }
        let bytes = match size.checked_mul(capacity) {
            Some(bytes) if bytes <= isize::MAX as usize => bytes,
            _ => panic!("capacity overflow"),
        };
        let memory = if self.capacity.0 == 0 { intrinsics::allocate(bytes, align_of::<T>()) } else { intrinsics::reallocate(self.pointer.as_ptr() as *mut u8, size * self.capacity.0, align_of::<T>(), bytes) };
        self.pointer = unsafe { NonNull::new_unchecked(memory as *mut T) };
        self.capacity = Capacity(capacity);
    }
    fn shrink_allocation(&mut self, capacity: usize) {
        let size = size_of::<T>();
        if size == 0 || capacity >= self.capacity.0 {
            return;
        }
        let old = self.pointer.as_ptr() as *mut u8;
        if capacity == 0 {
            intrinsics::deallocate(old, size * self.capacity.0, align_of::<T>());
            self.pointer = NonNull::dangling();
        } else {
            let memory = intrinsics::reallocate(old, size * self.capacity.0, align_of::<T>(), size * capacity);
            self.pointer = unsafe { NonNull::new_unchecked(memory as *mut T) };
        }
        self.capacity = Capacity(capacity);
    }
    pub fn reserve(&mut self, additional: usize) {
        if size_of::<T>() != 0 && self.capacity.0 - self.len < additional {
            let needed = self.len + additional;
            self.grow_to(needed.max(self.capacity.0 * 2).max(Vec::<T>::LEAST_CAPACITY))
        }
    }
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError> {
        crate::collections::check_capacity::<T>(self.len, additional)?;
        self.reserve(additional);
        Ok(())
    }
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError> {
        crate::collections::check_capacity::<T>(self.len, additional)?;
        self.reserve_exact(additional);
        Ok(())
    }
    pub fn reserve_exact(&mut self, additional: usize) { self.grow_to(self.len + additional) }
    pub fn shrink_to_fit(&mut self) { self.shrink_allocation(self.len) }
    pub fn shrink_to(&mut self, capacity: usize) { self.shrink_allocation(self.len.max(capacity)) }
    pub fn into_boxed_slice(mut self) -> Box<[T]> {
        self.shrink_to_fit();
        let mut this = ManuallyDrop::new(self);
        unsafe { Box::from_raw(crate::ptr::slice_from_raw_parts_mut(this.as_mut_ptr(), this.len)) }
    }
    pub fn push(&mut self, value: T) {
        if size_of::<T>() != 0 && self.len == self.capacity.0 {
            self.grow_to(if self.capacity.0 == 0 { Vec::<T>::LEAST_CAPACITY } else { self.capacity.0 * 2 });
        }
        unsafe { self.pointer.as_ptr().add(self.len).write(value) };
        self.len += 1;
    }
    pub fn push_mut(&mut self, value: T) -> &mut T {
        self.push(value);
        let last = self.len - 1;
        &mut self[last]
    }
    pub fn insert_mut(&mut self, index: usize, value: T) -> &mut T {
        self.insert(index, value);
        &mut self[index]
    }
    pub fn extract_if<F: FnMut(&mut T) -> bool, R: RangeBounds<usize>>(&mut self, range: R, pred: F) -> ExtractIf<'_, T, F> {
        let range = slice::resolve_range(&range, self.len);
        ExtractIf { vec: self, at: range.start, end: range.end, pred }
    }
    pub fn pop(&mut self) -> Option<T> {
        if self.len == 0 {
            return None;
        }
        self.len -= 1;
        Some(unsafe { self.pointer.as_ptr().add(self.len).read() })
    }
    pub fn pop_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T> {
        let last = self.last_mut()?;
        if predicate(last) { self.pop() } else { None }
    }
    pub fn insert(&mut self, index: usize, value: T) {
        if index > self.len {
            panic!("insertion index (is {}) should be <= len (is {})", index, self.len);
        }
        self.reserve(1);
        unsafe {
            let at = self.pointer.as_ptr().add(index);
            crate::ptr::copy(at as *const T, at.add(1), self.len - index);
            at.write(value);
        }
        self.len += 1;
    }
    pub fn remove(&mut self, index: usize) -> T {
        if index >= self.len {
            index_out_of_bounds("removal", index, self.len);
        }
        unsafe {
            let at = self.pointer.as_ptr().add(index);
            let value = at.read();
            self.len -= 1;
            crate::ptr::copy(at.add(1) as *const T, at, self.len - index);
            value
        }
    }
    pub fn swap_remove(&mut self, index: usize) -> T {
        if index >= self.len {
            index_out_of_bounds("swap_remove", index, self.len);
        }
        let last = self.len - 1;
        self.swap(index, last);
        self.pop().unwrap()
    }
    pub fn truncate(&mut self, len: usize) {
        if len >= self.len {
            return;
        }
        let rest = crate::ptr::slice_from_raw_parts_mut(unsafe { self.pointer.as_ptr().add(len) }, self.len - len);
        self.len = len;
        unsafe { crate::ptr::drop_in_place(rest) }
    }
    pub fn clear(&mut self) { self.truncate(0) }
    pub fn append(&mut self, other: &mut Vec<T>) {
        self.reserve(other.len);
        unsafe { crate::ptr::copy_nonoverlapping(other.as_ptr(), self.pointer.as_ptr().add(self.len), other.len) };
        self.len += other.len;
        other.len = 0;
    }
    pub fn split_off(&mut self, at: usize) -> Vec<T> {
        if at > self.len {
            panic!("`at` split index (is {}) should be <= len (is {})", at, self.len);
        }
        let count = self.len - at;
        let mut other = Vec::with_capacity(count);
        self.len = at;
        unsafe { crate::ptr::copy_nonoverlapping(self.as_ptr().add(at), other.as_mut_ptr(), count) };
        other.len = count;
        other
    }
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, mut f: F) { self.retain_mut(|value| f(value)) }
    pub fn retain_mut<F: FnMut(&mut T) -> bool>(&mut self, mut f: F) {
        let len = self.len;
        self.len = 0;
        let mut gap = Gap { of: self, len, at: 0, kept: 0 };
        while gap.at < len {
            let pointer = gap.of.pointer.as_ptr();
            let current = unsafe { pointer.add(gap.at) };
            let is_kept = f(unsafe { &mut *current });
            gap.at += 1;
            if !is_kept {
                unsafe { crate::ptr::drop_in_place(current) };
                continue;
            }
            if gap.kept + 1 != gap.at {
                unsafe { crate::ptr::copy_nonoverlapping(current as *const T, pointer.add(gap.kept), 1) };
            }
            gap.kept += 1;
        }
    }
    pub fn dedup(&mut self) where T: PartialEq { self.dedup_by(|a, b| *a == *b) }
    pub fn dedup_by_key<K: PartialEq, F: FnMut(&mut T) -> K>(&mut self, mut key: F) { self.dedup_by(|a, b| key(a) == key(b)) }
    pub fn dedup_by<F: FnMut(&mut T, &mut T) -> bool>(&mut self, mut same: F) {
        let old = crate::mem::take(self);
        for mut value in old {
            let is_repeated = match self.last_mut() {
                Some(last) => same(&mut value, last),
                None => false,
            };
            if !is_repeated {
                self.push(value);
            }
        }
    }
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_, T> {
        let range = slice::resolve_range(&range, self.len);
        let tail = self.len - range.end;
        self.len = range.start;
        Drain { next: range.start, end: range.end, tail_start: range.end, tail, vec: self }
    }
    pub fn splice<R: RangeBounds<usize>, I: IntoIterator<Item = T>>(&mut self, range: R, with: I) -> Splice<'_, I::IntoIter> {
        let range = slice::resolve_range(&range, self.len);
        let tail = self.split_off(range.end);
        let removed = self.split_off(range.start).into_iter();
        Splice { vec: self, removed, tail, with: with.into_iter() }
    }
    pub fn extend_from_slice(&mut self, other: &[T]) where T: Clone {
        self.reserve(other.len());
        for value in other {
            self.push(value.clone());
        }
    }
    pub fn extend_from_within<R: RangeBounds<usize>>(&mut self, range: R) where T: Clone {
        let range = slice::resolve_range(&range, self.len);
        for i in range {
            let value = self[i].clone();
            self.push(value);
        }
    }
    pub fn resize(&mut self, len: usize, value: T) where T: Clone {
        if len < self.len {
            self.truncate(len);
            return;
        }
        self.reserve(len - self.len);
        while self.len < len {
            self.push(value.clone());
        }
    }
    pub fn resize_with<F: FnMut() -> T>(&mut self, len: usize, mut f: F) {
        if len < self.len {
            self.truncate(len);
            return;
        }
        while self.len < len {
            self.push(f());
        }
    }
    pub fn leak<'a>(self) -> &'a mut [T] { Box::leak(self.into_boxed_slice()) }
    pub fn spare_capacity_mut(&mut self) -> &mut [crate::mem::MaybeUninit<T>] { unsafe { slice::from_raw_parts_mut(self.pointer.as_ptr().add(self.len) as *mut crate::mem::MaybeUninit<T>, self.capacity.0 - self.len) } }
}
/// What `vec![value; count]` calls.
pub fn from_elem<T: Clone>(value: T, count: usize) -> Vec<T> {
    let mut vec = Vec::with_capacity(count);
    if count > 0 {
        let mut made = 1;
        while made < count {
            vec.push(value.clone());
            made += 1;
        }
        vec.push(value);
    }
    vec
}
/// What `vec![a, b, c]` calls.
pub fn from_array<T, const N: usize>(values: [T; N]) -> Vec<T> {
    let mut vec: Vec<T> = Vec::with_capacity(N);
    let values = ManuallyDrop::new(values);
    unsafe { crate::ptr::copy_nonoverlapping(&raw const *values as *const T, vec.as_mut_ptr(), N) };
    vec.len = N;
    vec
}
unsafe impl<#[may_dangle] T> Drop for Vec<T> {
    fn drop(&mut self) {
        if crate::mem::needs_drop::<T>() {
            unsafe { crate::ptr::drop_in_place(crate::ptr::slice_from_raw_parts_mut(self.pointer.as_ptr(), self.len)) };
        }
        if size_of::<T>() != 0 && self.capacity.0 != 0 {
            intrinsics::deallocate(self.pointer.as_ptr() as *mut u8, size_of::<T>() * self.capacity.0, align_of::<T>());
        }
    }
}
impl<T> Deref for Vec<T> {
    type Target = [T];
    fn deref(&self) -> &[T] { unsafe { slice::from_raw_parts(self.pointer.as_ptr() as *const T, self.len) } }
}
impl<T> DerefMut for Vec<T> {
    fn deref_mut(&mut self) -> &mut [T] { unsafe { slice::from_raw_parts_mut(self.pointer.as_ptr(), self.len) } }
}
impl<T, I: SliceIndex<[T]>> Index<I> for Vec<T> {
    type Output = I::Output;
    fn index(&self, index: I) -> &I::Output { Index::index(&**self, index) }
}
impl<T, I: SliceIndex<[T]>> IndexMut<I> for Vec<T> {
    fn index_mut(&mut self, index: I) -> &mut I::Output { IndexMut::index_mut(&mut **self, index) }
}
impl<T: Clone> Clone for Vec<T> {
    fn clone(&self) -> Vec<T> { self.as_slice().to_vec() }
    /// Keeps the memory, and what it can of the elements.
    fn clone_from(&mut self, source: &Vec<T>) {
        self.truncate(source.len);
        let kept = self.len;
        self.clone_from_slice(&source[..kept]);
        self.extend_from_slice(&source[kept..]);
    }
}
impl<T> Default for Vec<T> {
    fn default() -> Vec<T> { Vec::new() }
}
impl<T: fmt::Debug> fmt::Debug for Vec<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Debug::fmt(&**self, f) }
}
impl<T: crate::hash::Hash> crate::hash::Hash for Vec<T> {
    fn hash<H: crate::hash::Hasher>(&self, state: &mut H) { crate::hash::Hash::hash(&**self, state) }
}
macro_rules! vec_equality {
    ($([$($generics:tt)*] $Left:ty, $Right:ty;)*) => {$(
        impl<T: PartialEq<U>, U, $($generics)*> PartialEq<$Right> for $Left {
            fn eq(&self, other: &$Right) -> bool { self[..] == other[..] }
        }
    )*};
}
vec_equality! {
    [] Vec<T>, Vec<U>;
    [] Vec<T>, [U];
    [] Vec<T>, &[U];
    [] Vec<T>, &mut [U];
    [] [T], Vec<U>;
    [] &[T], Vec<U>;
    [const N: usize] Vec<T>, [U; N];
    [const N: usize] Vec<T>, &[U; N];
    [const N: usize] [T; N], Vec<U>;
}
impl<T: Eq> Eq for Vec<T> {}
impl<T: PartialOrd> PartialOrd for Vec<T> {
    fn partial_cmp(&self, other: &Vec<T>) -> Option<crate::cmp::Ordering> { (**self).partial_cmp(&**other) }
}
impl<T: Ord> Ord for Vec<T> {
    fn cmp(&self, other: &Vec<T>) -> crate::cmp::Ordering { (**self).cmp(&**other) }
}
impl<T> AsRef<[T]> for Vec<T> {
    fn as_ref(&self) -> &[T] { self }
}
impl<T> AsRef<Vec<T>> for Vec<T> {
    fn as_ref(&self) -> &Vec<T> { self }
}
impl<T> AsMut<Vec<T>> for Vec<T> {
    fn as_mut(&mut self) -> &mut Vec<T> { self }
}
impl<T> AsMut<[T]> for Vec<T> {
    fn as_mut(&mut self) -> &mut [T] { self }
}
impl<T: Clone> From<&[T]> for Vec<T> {
    fn from(slice: &[T]) -> Vec<T> { slice.to_vec() }
}
impl<T: Clone> From<&mut [T]> for Vec<T> {
    fn from(slice: &mut [T]) -> Vec<T> { slice.to_vec() }
}
impl<T, const N: usize> From<[T; N]> for Vec<T> {
    fn from(array: [T; N]) -> Vec<T> { from_array(array) }
}
impl<T: Clone, const N: usize> From<&[T; N]> for Vec<T> {
    fn from(array: &[T; N]) -> Vec<T> { array.to_vec() }
}
impl From<&str> for Vec<u8> {
    fn from(text: &str) -> Vec<u8> { text.as_bytes().to_vec() }
}
impl From<String> for Vec<u8> {
    fn from(text: String) -> Vec<u8> { text.into_bytes() }
}
impl<T> From<Box<[T]>> for Vec<T> {
    fn from(boxed: Box<[T]>) -> Vec<T> { boxed.into_vec() }
}
impl<T: Clone, const N: usize> From<&mut [T; N]> for Vec<T> {
    fn from(array: &mut [T; N]) -> Vec<T> { array.to_vec() }
}
impl<'a, T: Clone> From<crate::borrow::Cow<'a, [T]>> for Vec<T> {
    fn from(cow: crate::borrow::Cow<'a, [T]>) -> Vec<T> { cow.into_owned() }
}
impl<T, const N: usize> Vec<[T; N]> {
    pub fn into_flattened(self) -> Vec<T> {
        let (pointer, len, capacity) = self.into_raw_parts();
        unsafe { Vec::from_raw_parts(pointer as *mut T, len * N, if size_of::<T>() == 0 { 0 } else { capacity * N }) }
    }
}
impl<T> FromIterator<T> for Vec<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Vec<T> {
        let iter = iter.into_iter();
        let mut vec = Vec::with_capacity(iter.size_hint().0);
        for value in iter {
            vec.push(value);
        }
        vec
    }
}
impl<T> Extend<T> for Vec<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        for value in iter {
            self.push(value);
        }
    }
}
impl<'a, T: Copy + 'a> Extend<&'a T> for Vec<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) {
        for value in iter {
            self.push(*value);
        }
    }
}

pub struct IntoIter<T> {
    buffer: NonNull<T>,
    capacity: usize,
    next: usize,
    end: usize,
}
unsafe impl<T: Send> Send for IntoIter<T> {}
unsafe impl<T: Sync> Sync for IntoIter<T> {}
impl<T> IntoIter<T> {
    pub fn as_slice(&self) -> &[T] { unsafe { slice::from_raw_parts(self.buffer.as_ptr().add(self.next) as *const T, self.end - self.next) } }
    pub fn as_mut_slice(&mut self) -> &mut [T] { unsafe { slice::from_raw_parts_mut(self.buffer.as_ptr().add(self.next), self.end - self.next) } }
}
impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        if self.next == self.end {
            return None;
        }
        let at = self.next;
        self.next = at + 1;
        Some(unsafe { self.buffer.as_ptr().add(at).read() })
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.end - self.next, Some(self.end - self.next)) }
}
impl<T> DoubleEndedIterator for IntoIter<T> {
    fn next_back(&mut self) -> Option<T> {
        if self.next == self.end {
            return None;
        }
        self.end -= 1;
        Some(unsafe { self.buffer.as_ptr().add(self.end).read() })
    }
}
impl<T> ExactSizeIterator for IntoIter<T> {}
impl<T> Default for IntoIter<T> {
    fn default() -> IntoIter<T> { Vec::new().into_iter() }
}
impl<T> Default for IntoIter<T> {
    fn default() -> Self { Vec::new().into_iter() }
}
impl<T> crate::iter::FusedIterator for IntoIter<T> {}
impl<T: Clone> Clone for IntoIter<T> {
    fn clone(&self) -> IntoIter<T> { self.as_slice().to_vec().into_iter() }
}
impl<T: fmt::Debug> fmt::Debug for IntoIter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("IntoIter").field(&self.as_slice()).finish() }
}
unsafe impl<#[may_dangle] T> Drop for IntoIter<T> {
    fn drop(&mut self) {
        if crate::mem::needs_drop::<T>() {
            unsafe { crate::ptr::drop_in_place(crate::ptr::slice_from_raw_parts_mut(self.buffer.as_ptr().add(self.next), self.end - self.next)) };
        }
        if size_of::<T>() != 0 && self.capacity != 0 {
            intrinsics::deallocate(self.buffer.as_ptr() as *mut u8, size_of::<T>() * self.capacity, align_of::<T>());
        }
    }
}
impl<T> IntoIterator for Vec<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> {
        let this = ManuallyDrop::new(self);
        IntoIter { buffer: this.pointer, capacity: this.capacity.0, next: 0, end: this.len }
    }
}
impl<'a, T> IntoIterator for &'a Vec<T> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;
    fn into_iter(self) -> slice::Iter<'a, T> { self.iter() }
}
impl<'a, T> IntoIterator for &'a mut Vec<T> {
    type Item = &'a mut T;
    type IntoIter = slice::IterMut<'a, T>;
    fn into_iter(self) -> slice::IterMut<'a, T> { self.iter_mut() }
}
impl<T> IntoIterator for Box<[T]> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> { self.into_vec().into_iter() }
}
pub struct Drain<'a, T> {
    vec: &'a mut Vec<T>,
    next: usize,
    end: usize,
    tail_start: usize,
    tail: usize,
}
impl<T> Drain<'_, T> {
    pub fn as_slice(&self) -> &[T] { unsafe { slice::from_raw_parts(self.vec.as_ptr().add(self.next), self.end - self.next) } }
}
impl<T: fmt::Debug> fmt::Debug for Drain<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("Drain").field(&self.as_slice()).finish() }
}
impl<T> Iterator for Drain<'_, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        if self.next == self.end {
            return None;
        }
        let at = self.next;
        self.next = at + 1;
        Some(unsafe { self.vec.as_ptr().add(at).read() })
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.end - self.next, Some(self.end - self.next)) }
}
impl<T> DoubleEndedIterator for Drain<'_, T> {
    fn next_back(&mut self) -> Option<T> {
        if self.next == self.end {
            return None;
        }
        self.end -= 1;
        Some(unsafe { self.vec.as_ptr().add(self.end).read() })
    }
}
impl<T> ExactSizeIterator for Drain<'_, T> {}
impl<T> Drop for Drain<'_, T> {
    fn drop(&mut self) {
        while let Some(value) = self.next() {
            drop(value);
        }
        unsafe {
            let start = self.vec.len();
            let pointer = self.vec.as_mut_ptr();
            crate::ptr::copy(pointer.add(self.tail_start) as *const T, pointer.add(start), self.tail);
            self.vec.set_len(start + self.tail);
        }
    }
}
/// What was in the range; when this is dropped the new elements take its place.
pub struct Splice<'a, I: Iterator + 'a> {
    vec: &'a mut Vec<I::Item>,
    removed: IntoIter<I::Item>,
    tail: Vec<I::Item>,
    with: I,
}
impl<I: Iterator> Iterator for Splice<'_, I> {
    type Item = I::Item;
    fn next(&mut self) -> Option<I::Item> { self.removed.next() }
    fn size_hint(&self) -> (usize, Option<usize>) { self.removed.size_hint() }
}
impl<I: Iterator> DoubleEndedIterator for Splice<'_, I> {
    fn next_back(&mut self) -> Option<I::Item> { self.removed.next_back() }
}
impl<I: Iterator> ExactSizeIterator for Splice<'_, I> {}
impl<I: Iterator> Drop for Splice<'_, I> {
    fn drop(&mut self) {
        while let Some(value) = self.removed.next() {
            drop(value);
        }
        while let Some(value) = self.with.next() {
            self.vec.push(value);
        }
        self.vec.append(&mut self.tail);
    }
}
/// Takes out, one after the other, the elements of which the closure says so.
pub struct ExtractIf<'a, T, F> {
    vec: &'a mut Vec<T>,
    at: usize,
    end: usize,
    pred: F,
}
impl<T, F: FnMut(&mut T) -> bool> Iterator for ExtractIf<'_, T, F> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        while self.at < self.end {
            if (self.pred)(&mut self.vec[self.at]) {
                self.end -= 1;
                return Some(self.vec.remove(self.at));
            }
            self.at += 1;
        }
        None
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (0, Some(self.end - self.at)) }
}

/// A vector while `retain_mut` goes through it, which counts as empty: should its function or a drop panic,
/// what was not looked at yet follows what was kept.
struct Gap<'a, T> {
    of: &'a mut Vec<T>,
    len: usize,
    at: usize,
    kept: usize,
}
impl<T> Drop for Gap<'_, T> {
    fn drop(&mut self) {
        let rest = self.len - self.at;
        if self.kept != self.at && rest > 0 {
            let pointer = self.of.pointer.as_ptr();
            unsafe { crate::ptr::copy(pointer.add(self.at) as *const T, pointer.add(self.kept), rest) };
        }
        self.of.len = self.kept + rest;
    }
}
