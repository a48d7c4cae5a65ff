// Only for programs that say: VecDeque vec_deque
//
// A queue with two ends: a ring in memory that comes from a Vec and goes back to one.

use crate::cmp::Ordering;
use crate::fmt;
use crate::iter::FusedIterator;
use crate::marker::PhantomData;
use crate::ptr::NonNull;
use crate::vec::Capacity;
use crate::ops::{Index, IndexMut, RangeBounds};

pub struct VecDeque<T> {
    head: usize,
    len: usize,
    capacity: Capacity,
    pointer: NonNull<T>,
}
unsafe impl<T: Send> Send for VecDeque<T> {}
unsafe impl<T: Sync> Sync for VecDeque<T> {}
impl<T> VecDeque<T> {
    pub const fn new() -> VecDeque<T> { VecDeque { head: 0, len: 0, capacity: Capacity(0), pointer: NonNull::dangling() } }
    pub fn with_capacity(capacity: usize) -> VecDeque<T> { Vec::with_capacity(capacity).into() }
    pub const fn len(&self) -> usize { self.len }
    pub const fn is_empty(&self) -> bool { self.len == 0 }
    pub fn capacity(&self) -> usize { if size_of::<T>() == 0 { usize::MAX } else { self.capacity.0 } }
    /// The memory, as a Vec of nothing.
    fn take_buffer(&mut self) -> Vec<T> {
        let buffer = unsafe { Vec::from_raw_parts(self.pointer.as_ptr(), 0, self.capacity.0) };
        self.capacity = Capacity(0);
        self.pointer = NonNull::dangling();
        buffer
    }
    fn put_buffer(&mut self, buffer: Vec<T>) {
        let mut buffer = crate::mem::ManuallyDrop::new(buffer);
        self.capacity = Capacity(if size_of::<T>() == 0 { 0 } else { buffer.capacity() });
        self.pointer = NonNull { pointer: buffer.as_mut_ptr() };
    }
    /// Where the element stands in memory.
    fn slot(&self, index: usize) -> *mut T {
        let (capacity, at) = (self.capacity(), self.head + index);
        unsafe { (self.pointer.pointer as *mut T).add(if at >= capacity { at - capacity } else { at }) }
    }
    fn grow_to(&mut self, capacity: usize) {
        let old = self.capacity();
        if capacity <= old {
            return;
        }
        let mut buffer = self.take_buffer();
        buffer.reserve_exact(capacity);
        self.put_buffer(buffer);
        if self.head + self.len > old {
            // The part that reached the old end moves to the new one.
            let count = old - self.head;
            let head = self.capacity() - count;
            let pointer = self.pointer.as_ptr();
            unsafe { crate::ptr::copy(pointer.add(self.head) as *const T, pointer.add(head), count) };
            self.head = head;
        }
    }
    fn make_room(&mut self) {
        let capacity = self.capacity();
        if self.len == capacity {
            self.grow_to(if capacity == 0 { 4 } else { capacity * 2 });
        }
    }
    pub fn reserve(&mut self, additional: usize) {
        let (needed, capacity) = (self.len + additional, self.capacity());
        if needed > capacity {
            self.grow_to(needed.max(capacity * 2).max(4));
        }
    }
    pub fn reserve_exact(&mut self, additional: usize) { self.grow_to(self.len + additional) }
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError> {
        crate::collections::check_capacity::<T>(self.len, additional)?;
        self.reserve(additional);
        Ok(())
    }
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError> { self.try_reserve(additional) }
    pub fn shrink_to_fit(&mut self) { self.shrink_to(0) }
    pub fn shrink_to(&mut self, capacity: usize) {
        self.make_contiguous();
        unsafe {
            let pointer = self.pointer.as_ptr();
            crate::ptr::copy(pointer.add(self.head) as *const T, pointer, self.len);
            self.head = 0;
            let mut buffer = self.take_buffer();
            buffer.set_len(self.len);
            buffer.shrink_to(capacity);
            buffer.set_len(0);
            self.put_buffer(buffer);
        }
    }

    pub fn push_back(&mut self, value: T) {
        self.make_room();
        unsafe { self.slot(self.len).write(value) };
        self.len += 1;
    }
    pub fn push_front(&mut self, value: T) {
        self.make_room();
        self.head = if self.head == 0 { self.capacity() - 1 } else { self.head - 1 };
        self.len += 1;
        unsafe { self.slot(0).write(value) };
    }
    pub fn push_back_mut(&mut self, value: T) -> &mut T {
        self.push_back(value);
        self.back_mut().unwrap()
    }
    pub fn push_front_mut(&mut self, value: T) -> &mut T {
        self.push_front(value);
        self.front_mut().unwrap()
    }
    pub fn insert_mut(&mut self, index: usize, value: T) -> &mut T {
        self.insert(index, value);
        &mut self[index]
    }
    pub fn pop_back(&mut self) -> Option<T> {
        if self.len == 0 {
            return None;
        }
        self.len -= 1;
        Some(unsafe { self.slot(self.len).read() })
    }
    pub fn pop_front(&mut self) -> Option<T> {
        if self.len == 0 {
            return None;
        }
        let value = unsafe { self.slot(0).read() };
        self.head = if self.head + 1 == self.capacity() { 0 } else { self.head + 1 };
        self.len -= 1;
        Some(value)
    }
    pub fn pop_front_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T> {
        let first = self.front_mut()?;
        if predicate(first) { self.pop_front() } else { None }
    }
    pub fn pop_back_if(&mut self, predicate: impl FnOnce(&mut T) -> bool) -> Option<T> {
        let last = self.back_mut()?;
        if predicate(last) { self.pop_back() } else { None }
    }
    pub fn get(&self, index: usize) -> Option<&T> { if index < self.len { Some(unsafe { &*self.slot(index) }) } else { None } }
    pub fn get_mut(&mut self, index: usize) -> Option<&mut T> { if index < self.len { Some(unsafe { &mut *self.slot(index) }) } else { None } }
    pub fn front(&self) -> Option<&T> { self.get(0) }
    pub fn front_mut(&mut self) -> Option<&mut T> { self.get_mut(0) }
    pub fn back(&self) -> Option<&T> { if self.len == 0 { None } else { self.get(self.len - 1) } }
    pub fn back_mut(&mut self) -> Option<&mut T> {
        let len = self.len;
        if len == 0 { None } else { self.get_mut(len - 1) }
    }
    pub fn contains(&self, value: &T) -> bool where T: PartialEq { self.iter().any(|item| *item == *value) }
    pub fn swap(&mut self, i: usize, j: usize) {
        assert!(i < self.len());
        assert!(j < self.len());
        unsafe { crate::ptr::swap(self.slot(i), self.slot(j)) }
    }
    pub fn insert(&mut self, index: usize, value: T) {
        assert!(index <= self.len, "index out of bounds");
        self.push_back(value);
        let mut at = self.len - 1;
        while at > index {
            self.swap(at, at - 1);
            at -= 1;
        }
    }
    pub fn remove(&mut self, index: usize) -> Option<T> {
        if index >= self.len {
            return None;
        }
        let mut at = index;
        while at + 1 < self.len {
            self.swap(at, at + 1);
            at += 1;
        }
        self.pop_back()
    }
    pub fn swap_remove_front(&mut self, index: usize) -> Option<T> {
        if index >= self.len {
            return None;
        }
        self.swap(0, index);
        self.pop_front()
    }
    pub fn swap_remove_back(&mut self, index: usize) -> Option<T> {
        if index >= self.len {
            return None;
        }
        self.swap(self.len - 1, index);
        self.pop_back()
    }
    pub fn truncate(&mut self, len: usize) {
        while self.len > len {
            self.pop_back();
        }
    }
    pub fn clear(&mut self) {
        self.truncate(0);
        self.head = 0;
    }
    pub fn append(&mut self, other: &mut VecDeque<T>) {
        self.reserve(other.len);
        while let Some(value) = other.pop_front() {
            self.push_back(value);
        }
    }
    pub fn split_off(&mut self, at: usize) -> VecDeque<T> {
        assert!(at <= self.len, "`at` out of bounds");
        let mut other = VecDeque::with_capacity(self.len - at);
        let mut i = at;
        while i < self.len {
            other.push_back(unsafe { self.slot(i).read() });
            i += 1;
        }
        self.len = at;
        other
    }
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, mut f: F) { self.retain_mut(|value| f(value)) }
    pub fn retain_mut<F: FnMut(&mut T) -> bool>(&mut self, mut f: F) {
        let len = self.len;
        let mut kept = 0;
        let mut at = 0;
        while at < len {
            if f(unsafe { &mut *self.slot(at) }) {
                self.swap(kept, at);
                kept += 1;
            }
            at += 1;
        }
        self.truncate(kept);
    }
    pub fn resize(&mut self, len: usize, value: T) where T: Clone {
        self.truncate(len);
        while self.len < len {
            self.push_back(value.clone());
        }
    }
    pub fn resize_with(&mut self, len: usize, mut f: impl FnMut() -> T) {
        self.truncate(len);
        while self.len < len {
            self.push_back(f());
        }
    }
    pub fn rotate_left(&mut self, n: usize) {
        assert!(n <= self.len());
        for _ in 0..n {
            let value = self.pop_front().unwrap();
            self.push_back(value);
        }
    }
    pub fn rotate_right(&mut self, n: usize) {
        assert!(n <= self.len());
        for _ in 0..n {
            let value = self.pop_back().unwrap();
            self.push_front(value);
        }
    }
    pub fn make_contiguous(&mut self) -> &mut [T] {
        let (capacity, head) = (self.capacity(), self.head);
        if head + self.len > capacity {
            // The two parts are brought together, and then their order is changed.
            let (first, second) = self.parts();
            let pointer = self.pointer.as_ptr();
            unsafe {
                crate::ptr::copy(pointer.add(head) as *const T, pointer.add(second), first);
                crate::slice::from_raw_parts_mut(pointer, self.len).rotate_left(second);
            }
            self.head = 0;
        }
        unsafe { crate::slice::from_raw_parts_mut(self.slot(0), self.len) }
    }
    fn parts(&self) -> (usize, usize) {
        let until_end = self.capacity() - self.head;
        if self.len <= until_end { (self.len, 0) } else { (until_end, self.len - until_end) }
    }
    pub fn as_slices(&self) -> (&[T], &[T]) {
        let (first, second) = self.parts();
        let pointer = self.pointer.pointer;
        unsafe { (crate::slice::from_raw_parts(pointer.add(self.head), first), crate::slice::from_raw_parts(pointer, second)) }
    }
    pub fn as_mut_slices(&mut self) -> (&mut [T], &mut [T]) {
        let (first, second) = self.parts();
        let pointer = self.pointer.as_ptr();
        unsafe { (crate::slice::from_raw_parts_mut(pointer.add(self.head), first), crate::slice::from_raw_parts_mut(pointer, second)) }
    }
    pub fn binary_search(&self, value: &T) -> Result<usize, usize> where T: Ord { self.binary_search_by(|probe| probe.cmp(value)) }
    pub fn binary_search_by<F: FnMut(&T) -> Ordering>(&self, mut f: F) -> Result<usize, usize> {
        let (first, second) = self.as_slices();
        match second.first().map(|item| f(item)) {
            Some(Ordering::Equal) => Ok(first.len()),
            Some(Ordering::Less) => match second.binary_search_by(f) {
                Ok(at) => Ok(at + first.len()),
                Err(at) => Err(at + first.len()),
            },
            _ => first.binary_search_by(f),
        }
    }
    pub fn binary_search_by_key<B: Ord, F: FnMut(&T) -> B>(&self, key: &B, mut f: F) -> Result<usize, usize> { self.binary_search_by(|probe| f(probe).cmp(key)) }
    pub fn partition_point<P: FnMut(&T) -> bool>(&self, mut pred: P) -> usize { self.binary_search_by(|x| if pred(x) { Ordering::Less } else { Ordering::Greater }).unwrap_or_else(|at| at) }

    pub fn iter(&self) -> Iter<'_, T> { Iter { deque: self, next: 0, end: self.len } }
    pub fn iter_mut(&mut self) -> IterMut<'_, T> {
        let end = self.len;
        IterMut { deque: self, next: 0, end, marker: PhantomData }
    }
    pub fn range<R: RangeBounds<usize>>(&self, range: R) -> Iter<'_, T> {
        let range = crate::slice::resolve_range(&range, self.len);
        Iter { deque: self, next: range.start, end: range.end }
    }
    pub fn range_mut<R: RangeBounds<usize>>(&mut self, range: R) -> IterMut<'_, T> {
        let range = crate::slice::resolve_range(&range, self.len);
        IterMut { deque: self, next: range.start, end: range.end, marker: PhantomData }
    }
    pub fn drain<R: RangeBounds<usize>>(&mut self, range: R) -> Drain<'_, T> {
        let range = crate::slice::resolve_range(&range, self.len);
        let mut drained = self.split_off(range.start);
        let tail = drained.split_off(range.end - range.start);
        Drain { deque: self, drained: drained.into_iter(), tail }
    }
}
unsafe impl<#[may_dangle] T> Drop for VecDeque<T> {
    fn drop(&mut self) {
        if crate::mem::needs_drop::<T>() {
            self.truncate(0);
        }
        drop(self.take_buffer());
    }
}
impl<T> Index<usize> for VecDeque<T> {
    type Output = T;
    fn index(&self, index: usize) -> &T { self.get(index).expect("Out of bounds access") }
}
impl<T> IndexMut<usize> for VecDeque<T> {
    fn index_mut(&mut self, index: usize) -> &mut T { self.get_mut(index).expect("Out of bounds access") }
}
impl<T: Clone> Clone for VecDeque<T> {
    fn clone(&self) -> VecDeque<T> { self.iter().cloned().collect() }
}
impl<T> Default for VecDeque<T> {
    fn default() -> VecDeque<T> { VecDeque::new() }
}
impl<T: fmt::Debug> fmt::Debug for VecDeque<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.iter()).finish() }
}
impl<T: PartialEq> PartialEq for VecDeque<T> {
    fn eq(&self, other: &VecDeque<T>) -> bool { self.len == other.len && self.iter().eq(other.iter()) }
}
macro_rules! equals_slices {
    ($([$($generics:tt)*] $Right:ty;)*) => {$(
        impl<T: PartialEq<U>, U, $($generics)*> PartialEq<$Right> for VecDeque<T> {
            fn eq(&self, other: &$Right) -> bool { self.len == other.len() && self.iter().eq(other.iter()) }
        }
    )*};
}
equals_slices! {
    [] Vec<U>;
    [] &[U];
    [] &mut [U];
    [const N: usize] [U; N];
    [const N: usize] &[U; N];
}
impl<T: Eq> Eq for VecDeque<T> {}
impl<T: PartialOrd> PartialOrd for VecDeque<T> {
    fn partial_cmp(&self, other: &VecDeque<T>) -> Option<Ordering> { self.iter().partial_cmp(other.iter()) }
}
impl<T: Ord> Ord for VecDeque<T> {
    fn cmp(&self, other: &VecDeque<T>) -> Ordering { self.iter().cmp(other.iter()) }
}
impl<T: crate::hash::Hash> crate::hash::Hash for VecDeque<T> {
    fn hash<H: crate::hash::Hasher>(&self, state: &mut H) {
        state.write_length_prefix(self.len);
        for item in self {
            item.hash(state);
        }
    }
}
impl<T> From<Vec<T>> for VecDeque<T> {
    fn from(vec: Vec<T>) -> VecDeque<T> {
        let mut deque = VecDeque { head: 0, len: vec.len(), capacity: Capacity(0), pointer: NonNull::dangling() };
        deque.put_buffer(vec);
        deque
    }
}
impl<T> From<VecDeque<T>> for Vec<T> {
    fn from(mut deque: VecDeque<T>) -> Vec<T> {
        deque.make_contiguous();
        let mut vec = deque.take_buffer();
        unsafe {
            let pointer = vec.as_mut_ptr();
            crate::ptr::copy(pointer.add(deque.head) as *const T, pointer, deque.len);
            vec.set_len(deque.len);
        }
        deque.len = 0;
        vec
    }
}
impl<T, const N: usize> From<[T; N]> for VecDeque<T> {
    fn from(array: [T; N]) -> VecDeque<T> { VecDeque::from(crate::vec::from_array(array)) }
}
impl<T> FromIterator<T> for VecDeque<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> VecDeque<T> { VecDeque::from(iter.into_iter().collect::<Vec<T>>()) }
}
impl<T> Extend<T> for VecDeque<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        for value in iter {
            self.push_back(value);
        }
    }
}
impl<'a, T: Copy + 'a> Extend<&'a T> for VecDeque<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) {
        for value in iter {
            self.push_back(*value);
        }
    }
}

// ---- Iterators

pub struct Iter<'a, T> {
    deque: &'a VecDeque<T>,
    next: usize,
    end: usize,
}
impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self { Iter { deque: self.deque, next: self.next, end: self.end } }
}
impl<T: fmt::Debug> fmt::Debug for Iter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
}
impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {
        if self.next == self.end {
            return None;
        }
        let at = self.next;
        self.next = at + 1;
        Some(unsafe { &*self.deque.slot(at) })
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.end - self.next, Some(self.end - self.next)) }
}
impl<'a, T> DoubleEndedIterator for Iter<'a, T> {
    fn next_back(&mut self) -> Option<&'a T> {
        if self.next == self.end {
            return None;
        }
        self.end -= 1;
        Some(unsafe { &*self.deque.slot(self.end) })
    }
}
impl<T> ExactSizeIterator for Iter<'_, T> {}
impl<T> FusedIterator for Iter<'_, T> {}
pub struct IterMut<'a, T> {
    deque: *mut VecDeque<T>,
    next: usize,
    end: usize,
    marker: PhantomData<&'a mut T>,
}
unsafe impl<T: Send> Send for IterMut<'_, T> {}
unsafe impl<T: Sync> Sync for IterMut<'_, T> {}
impl<'a, T> Iterator for IterMut<'a, T> {
    type Item = &'a mut T;
    fn next(&mut self) -> Option<&'a mut T> {
        if self.next == self.end {
            return None;
        }
        let at = self.next;
        self.next = at + 1;
        Some(unsafe { &mut *(*self.deque).slot(at) })
    }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.end - self.next, Some(self.end - self.next)) }
}
impl<'a, T> DoubleEndedIterator for IterMut<'a, T> {
    fn next_back(&mut self) -> Option<&'a mut T> {
        if self.next == self.end {
            return None;
        }
        self.end -= 1;
        Some(unsafe { &mut *(*self.deque).slot(self.end) })
    }
}
impl<T> ExactSizeIterator for IterMut<'_, T> {}
#[derive(Clone)]
pub struct IntoIter<T> {
    deque: VecDeque<T>,
}
impl<T> Default for IntoIter<T> {
    fn default() -> Self { VecDeque::new().into_iter() }
}
impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> { self.deque.pop_front() }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.deque.len, Some(self.deque.len)) }
}
impl<T> DoubleEndedIterator for IntoIter<T> {
    fn next_back(&mut self) -> Option<T> { self.deque.pop_back() }
}
impl<T> ExactSizeIterator for IntoIter<T> {}
impl<T> IntoIterator for VecDeque<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> { IntoIter { deque: self } }
}
impl<'a, T> IntoIterator for &'a VecDeque<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> { self.iter() }
}
impl<'a, T> IntoIterator for &'a mut VecDeque<T> {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    fn into_iter(self) -> IterMut<'a, T> { self.iter_mut() }
}
pub struct Drain<'a, T> {
    deque: &'a mut VecDeque<T>,
    drained: IntoIter<T>,
    tail: VecDeque<T>,
}
impl<T> Iterator for Drain<'_, T> {
    type Item = T;
    fn next(&mut self) -> Option<T> { self.drained.next() }
    fn size_hint(&self) -> (usize, Option<usize>) { self.drained.size_hint() }
}
impl<T> DoubleEndedIterator for Drain<'_, T> {
    fn next_back(&mut self) -> Option<T> { self.drained.next_back() }
}
impl<T> ExactSizeIterator for Drain<'_, T> {}
impl<T> Drop for Drain<'_, T> {
    fn drop(&mut self) { self.deque.append(&mut self.tail) }
}
