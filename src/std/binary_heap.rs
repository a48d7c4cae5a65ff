// Only for programs that say: BinaryHeap binary_heap
//
// A heap in a Vec: each element is at least as great as the two below it, at 2i+1 and 2i+2.

use crate::fmt;
use crate::ops::{Deref, DerefMut};

pub use crate::slice::Iter;
pub use crate::vec::{Drain, IntoIter};

pub struct BinaryHeap<T> {
    data: Vec<T>,
}
impl<T: Ord> BinaryHeap<T> {
    pub const fn new() -> BinaryHeap<T> { BinaryHeap { data: Vec::new() } }
    pub fn with_capacity(capacity: usize) -> BinaryHeap<T> { BinaryHeap { data: Vec::with_capacity(capacity) } }
    pub fn push(&mut self, value: T) {
        self.data.push(value);
        self.sift_up(0, self.data.len() - 1);
    }
    pub fn pop(&mut self) -> Option<T> {
        let mut value = self.data.pop()?;
        if !self.data.is_empty() {
            crate::mem::swap(&mut value, &mut self.data[0]);
            self.sift_down_to_bottom();
        }
        Some(value)
    }
    pub fn peek_mut(&mut self) -> Option<PeekMut<'_, T>> { if self.data.is_empty() { None } else { Some(PeekMut { heap: self, was_changed: false }) } }
    pub fn append(&mut self, other: &mut BinaryHeap<T>) {
        if self.len() < other.len() {
            crate::mem::swap(self, other);
        }
        let start = self.data.len();
        self.data.append(&mut other.data);
        self.rebuild_tail(start);
    }
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, mut f: F) {
        let mut first_removed = self.data.len();
        let mut at = 0;
        self.data.retain(|value| {
            let is_kept = f(value);
            if !is_kept && at < first_removed {
                first_removed = at;
            }
            at += 1;
            is_kept
        });
        self.rebuild_tail(first_removed);
    }
    pub fn into_sorted_vec(mut self) -> Vec<T> {
        let mut end = self.data.len();
        while end > 1 {
            end -= 1;
            self.data.swap(0, end);
            self.sift_down(0, end);
        }
        self.into_vec()
    }

    fn sift_up(&mut self, start: usize, from: usize) {
        let mut at = from;
        while at > start {
            let parent = (at - 1) / 2;
            if self.data[at] <= self.data[parent] {
                break;
            }
            self.data.swap(at, parent);
            at = parent;
        }
    }
    fn sift_down(&mut self, from: usize, end: usize) {
        let mut at = from;
        loop {
            let mut child = 2 * at + 1;
            if child >= end {
                return;
            }
            if child + 1 < end && self.data[child] <= self.data[child + 1] {
                child += 1;
            }
            if self.data[at] >= self.data[child] {
                return;
            }
            self.data.swap(at, child);
            at = child;
        }
    }
    /// What replaces the top came from the bottom: it sinks all the way and climbs back the little it must.
    fn sift_down_to_bottom(&mut self) {
        let end = self.data.len();
        let mut at = 0;
        loop {
            let mut child = 2 * at + 1;
            if child >= end {
                break;
            }
            if child + 1 < end && self.data[child] <= self.data[child + 1] {
                child += 1;
            }
            self.data.swap(at, child);
            at = child;
        }
        self.sift_up(0, at);
    }
    fn rebuild(&mut self) {
        let end = self.data.len();
        let mut at = end / 2;
        while at > 0 {
            at -= 1;
            self.sift_down(at, end);
        }
    }
    /// Puts what stands behind `start` in its place, by whichever way compares less.
    fn rebuild_tail(&mut self, start: usize) {
        let len = self.data.len();
        if start >= len {
            return;
        }
        let tail = len - start;
        let is_rebuilding_cheaper = if start < tail { true } else if len <= 2048 { 2 * len < tail * start.ilog2() as usize } else { 2 * len < tail * 11 };
        if is_rebuilding_cheaper {
            self.rebuild();
        } else {
            for at in start..len {
                self.sift_up(0, at);
            }
        }
    }
}
impl<T> BinaryHeap<T> {
    pub fn peek(&self) -> Option<&T> { self.data.first() }
    pub fn len(&self) -> usize { self.data.len() }
    pub fn is_empty(&self) -> bool { self.data.is_empty() }
    pub fn capacity(&self) -> usize { self.data.capacity() }
    pub fn reserve(&mut self, additional: usize) { self.data.reserve(additional) }
    pub fn reserve_exact(&mut self, additional: usize) { self.data.reserve_exact(additional) }
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError> { self.data.try_reserve(additional) }
    pub fn try_reserve_exact(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError> { self.data.try_reserve_exact(additional) }
    pub fn shrink_to(&mut self, capacity: usize) { self.data.shrink_to(capacity) }
    pub fn shrink_to_fit(&mut self) { self.data.shrink_to_fit() }
    pub fn clear(&mut self) { self.data.clear() }
    pub fn drain(&mut self) -> crate::vec::Drain<'_, T> { self.data.drain(..) }
    pub fn iter(&self) -> crate::slice::Iter<'_, T> { self.data.iter() }
    pub fn as_slice(&self) -> &[T] { self.data.as_slice() }
    pub fn into_vec(self) -> Vec<T> { self.data }
}
/// The greatest element, which may be changed: it finds its place when this is dropped.
pub struct PeekMut<'a, T: Ord> {
    heap: &'a mut BinaryHeap<T>,
    was_changed: bool,
}
impl<'a, T: Ord> PeekMut<'a, T> {
    pub fn pop(mut this: PeekMut<'a, T>) -> T {
        if this.was_changed {
            this.was_changed = false;
            let end = this.heap.data.len();
            this.heap.sift_down(0, end);
        }
        this.heap.pop().unwrap()
    }
}
impl<T: Ord> Deref for PeekMut<'_, T> {
    type Target = T;
    fn deref(&self) -> &T { &self.heap.data[0] }
}
impl<T: Ord> DerefMut for PeekMut<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.was_changed = true;
        &mut self.heap.data[0]
    }
}
impl<T: Ord> Drop for PeekMut<'_, T> {
    fn drop(&mut self) {
        if self.was_changed {
            let end = self.heap.data.len();
            self.heap.sift_down(0, end);
        }
    }
}
impl<T: Clone> Clone for BinaryHeap<T> {
    fn clone(&self) -> BinaryHeap<T> { BinaryHeap { data: self.data.clone() } }
}
impl<T: Ord> Default for BinaryHeap<T> {
    fn default() -> BinaryHeap<T> { BinaryHeap::new() }
}
impl<T: fmt::Debug> fmt::Debug for BinaryHeap<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.data.fmt(f) }
}
impl<T: Ord> From<Vec<T>> for BinaryHeap<T> {
    fn from(vec: Vec<T>) -> BinaryHeap<T> {
        let mut heap = BinaryHeap { data: vec };
        heap.rebuild();
        heap
    }
}
impl<T: Ord, const N: usize> From<[T; N]> for BinaryHeap<T> {
    fn from(array: [T; N]) -> BinaryHeap<T> { BinaryHeap::from(crate::vec::from_array(array)) }
}
impl<T> From<BinaryHeap<T>> for Vec<T> {
    fn from(heap: BinaryHeap<T>) -> Vec<T> { heap.data }
}
impl<T: Ord> FromIterator<T> for BinaryHeap<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> BinaryHeap<T> { BinaryHeap::from(iter.into_iter().collect::<Vec<T>>()) }
}
impl<T: Ord> Extend<T> for BinaryHeap<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        let start = self.data.len();
        self.data.extend(iter);
        self.rebuild_tail(start);
    }
}
impl<'a, T: Ord + Copy + 'a> Extend<&'a T> for BinaryHeap<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) { self.extend(iter.into_iter().copied()) }
}
impl<T> IntoIterator for BinaryHeap<T> {
    type Item = T;
    type IntoIter = crate::vec::IntoIter<T>;
    fn into_iter(self) -> crate::vec::IntoIter<T> { self.data.into_iter() }
}
impl<'a, T> IntoIterator for &'a BinaryHeap<T> {
    type Item = &'a T;
    type IntoIter = crate::slice::Iter<'a, T>;
    fn into_iter(self) -> crate::slice::Iter<'a, T> { self.data.iter() }
}
