// Only for programs that say: LinkedList linked_list
//
// A list linked in both directions.

use crate::cmp::Ordering;
use crate::fmt;
use crate::iter::FusedIterator;
use crate::marker::PhantomData;
use crate::ptr::NonNull;

pub struct LinkedList<T> {
    head: Option<NonNull<Node<T>>>,
    tail: Option<NonNull<Node<T>>>,
    len: usize,
    marker: PhantomData<Box<Node<T>>>,
}
struct Node<T> {
    next: Option<NonNull<Node<T>>>,
    prev: Option<NonNull<Node<T>>>,
    element: T,
}
unsafe impl<T: Send> Send for LinkedList<T> {}
unsafe impl<T: Sync> Sync for LinkedList<T> {}
impl<T> LinkedList<T> {
    pub const fn new() -> LinkedList<T> { LinkedList { head: None, tail: None, len: 0, marker: PhantomData } }
    pub fn len(&self) -> usize { self.len }
    pub fn is_empty(&self) -> bool { self.head.is_none() }
    pub fn push_back(&mut self, element: T) {
        let node = unsafe { NonNull::new_unchecked(Box::into_raw(Box::new(Node { next: None, prev: self.tail, element }))) };
        match self.tail {
            Some(tail) => unsafe { (*tail.as_ptr()).next = Some(node) },
            None => self.head = Some(node),
        }
        self.tail = Some(node);
        self.len += 1;
    }
    pub fn push_front(&mut self, element: T) {
        let node = unsafe { NonNull::new_unchecked(Box::into_raw(Box::new(Node { next: self.head, prev: None, element }))) };
        match self.head {
            Some(head) => unsafe { (*head.as_ptr()).prev = Some(node) },
            None => self.tail = Some(node),
        }
        self.head = Some(node);
        self.len += 1;
    }
    pub fn push_back_mut(&mut self, element: T) -> &mut T {
        self.push_back(element);
        self.back_mut().unwrap()
    }
    pub fn push_front_mut(&mut self, element: T) -> &mut T {
        self.push_front(element);
        self.front_mut().unwrap()
    }
    /// Takes out the elements of which the closure says so, when they are reached.
    pub fn extract_if<F: FnMut(&mut T) -> bool>(&mut self, pred: F) -> ExtractIf<'_, T, F> { ExtractIf { left: self.len, list: self, pred } }
    pub fn pop_back(&mut self) -> Option<T> {
        let node = unsafe { Box::from_raw(self.tail?.as_ptr()) };
        self.tail = node.prev;
        match self.tail {
            Some(tail) => unsafe { (*tail.as_ptr()).next = None },
            None => self.head = None,
        }
        self.len -= 1;
        let node = *node;
        Some(node.element)
    }
    pub fn pop_front(&mut self) -> Option<T> {
        let node = unsafe { Box::from_raw(self.head?.as_ptr()) };
        self.head = node.next;
        match self.head {
            Some(head) => unsafe { (*head.as_ptr()).prev = None },
            None => self.tail = None,
        }
        self.len -= 1;
        let node = *node;
        Some(node.element)
    }
    pub fn front(&self) -> Option<&T> {
        match self.head {
            Some(node) => Some(unsafe { &(*node.as_ptr()).element }),
            None => None,
        }
    }
    pub fn front_mut(&mut self) -> Option<&mut T> {
        match self.head {
            Some(node) => Some(unsafe { &mut (*node.as_ptr()).element }),
            None => None,
        }
    }
    pub fn back(&self) -> Option<&T> {
        match self.tail {
            Some(node) => Some(unsafe { &(*node.as_ptr()).element }),
            None => None,
        }
    }
    pub fn back_mut(&mut self) -> Option<&mut T> {
        match self.tail {
            Some(node) => Some(unsafe { &mut (*node.as_ptr()).element }),
            None => None,
        }
    }
    pub fn clear(&mut self) {
        while let Some(element) = self.pop_front() {
            drop(element);
        }
    }
    pub fn contains(&self, value: &T) -> bool where T: PartialEq { self.iter().any(|element| *element == *value) }
    pub fn append(&mut self, other: &mut LinkedList<T>) {
        match self.tail {
            None => crate::mem::swap(self, other),
            Some(tail) => {
                if let Some(head) = other.head.take() {
                    unsafe {
                        (*tail.as_ptr()).next = Some(head);
                        (*head.as_ptr()).prev = Some(tail);
                    }
                    self.tail = other.tail.take();
                    self.len += crate::mem::replace(&mut other.len, 0);
                }
            }
        }
    }
    pub fn split_off(&mut self, at: usize) -> LinkedList<T> {
        let len = self.len();
        assert!(at <= len, "Cannot split off at a nonexistent index");
        if at == 0 {
            return crate::mem::take(self);
        }
        let mut last = self.head.unwrap();
        for _ in 1..at {
            last = unsafe { (*last.as_ptr()).next.unwrap() };
        }
        let mut second = LinkedList::new();
        if let Some(first) = unsafe { (*last.as_ptr()).next.take() } {
            unsafe { (*first.as_ptr()).prev = None };
            second.head = Some(first);
            second.tail = self.tail;
            second.len = len - at;
            self.tail = Some(last);
            self.len = at;
        }
        second
    }
    pub fn iter(&self) -> Iter<'_, T> { Iter { head: self.head, tail: self.tail, len: self.len, marker: PhantomData } }
    pub fn iter_mut(&mut self) -> IterMut<'_, T> { IterMut { head: self.head, tail: self.tail, len: self.len, marker: PhantomData } }
}
unsafe impl<#[may_dangle] T> Drop for LinkedList<T> {
    fn drop(&mut self) { self.clear() }
}
impl<T> Default for LinkedList<T> {
    fn default() -> LinkedList<T> { LinkedList::new() }
}
impl<T: Clone> Clone for LinkedList<T> {
    fn clone(&self) -> LinkedList<T> { self.iter().cloned().collect() }
}
impl<T: fmt::Debug> fmt::Debug for LinkedList<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.iter()).finish() }
}
impl<T: PartialEq> PartialEq for LinkedList<T> {
    fn eq(&self, other: &LinkedList<T>) -> bool { self.len == other.len && self.iter().eq(other.iter()) }
}
impl<T: Eq> Eq for LinkedList<T> {}
impl<T: PartialOrd> PartialOrd for LinkedList<T> {
    fn partial_cmp(&self, other: &LinkedList<T>) -> Option<Ordering> { self.iter().partial_cmp(other.iter()) }
}
impl<T: Ord> Ord for LinkedList<T> {
    fn cmp(&self, other: &LinkedList<T>) -> Ordering { self.iter().cmp(other.iter()) }
}
impl<T: crate::hash::Hash> crate::hash::Hash for LinkedList<T> {
    fn hash<H: crate::hash::Hasher>(&self, state: &mut H) {
        state.write_length_prefix(self.len);
        for element in self {
            element.hash(state);
        }
    }
}
impl<T> FromIterator<T> for LinkedList<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> LinkedList<T> {
        let mut list = LinkedList::new();
        list.extend(iter);
        list
    }
}
impl<T, const N: usize> From<[T; N]> for LinkedList<T> {
    fn from(array: [T; N]) -> LinkedList<T> { LinkedList::from_iter(array) }
}
impl<T> Extend<T> for LinkedList<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        for element in iter {
            self.push_back(element);
        }
    }
}
impl<'a, T: Copy + 'a> Extend<&'a T> for LinkedList<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) { self.extend(iter.into_iter().copied()) }
}

macro_rules! list_iterators {
    ($($Name:ident $Reference:ty, $node:ident => $element:expr;)*) => {$(
        pub struct $Name<'a, T> {
            head: Option<NonNull<Node<T>>>,
            tail: Option<NonNull<Node<T>>>,
            len: usize,
            marker: PhantomData<$Reference>,
        }
        impl<'a, T> Iterator for $Name<'a, T> {
            type Item = $Reference;
            fn next(&mut self) -> Option<$Reference> {
                if self.len == 0 {
                    return None;
                }
                let $node = self.head?.as_ptr();
                self.len -= 1;
                unsafe {
                    self.head = (*$node).next;
                    Some($element)
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) { (self.len, Some(self.len)) }
        }
        impl<'a, T> DoubleEndedIterator for $Name<'a, T> {
            fn next_back(&mut self) -> Option<$Reference> {
                if self.len == 0 {
                    return None;
                }
                let $node = self.tail?.as_ptr();
                self.len -= 1;
                unsafe {
                    self.tail = (*$node).prev;
                    Some($element)
                }
            }
        }
        impl<T> Default for $Name<'_, T> {
            fn default() -> Self { $Name { head: None, tail: None, len: 0, marker: PhantomData } }
        }
        impl<T> ExactSizeIterator for $Name<'_, T> {}
        impl<T> FusedIterator for $Name<'_, T> {}
    )*};
}
list_iterators! {
    Iter &'a T, node => &(*node).element;
    IterMut &'a mut T, node => &mut (*node).element;
}
unsafe impl<T: Sync> Send for Iter<'_, T> {}
unsafe impl<T: Sync> Sync for Iter<'_, T> {}
unsafe impl<T: Send> Send for IterMut<'_, T> {}
unsafe impl<T: Sync> Sync for IterMut<'_, T> {}
impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self { Iter { head: self.head, tail: self.tail, len: self.len, marker: PhantomData } }
}
#[derive(Clone)]
pub struct IntoIter<T> {
    list: LinkedList<T>,
}
impl<T> Default for IntoIter<T> {
    fn default() -> Self { LinkedList::new().into_iter() }
}
impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> { self.list.pop_front() }
    fn size_hint(&self) -> (usize, Option<usize>) { (self.list.len, Some(self.list.len)) }
}
impl<T> DoubleEndedIterator for IntoIter<T> {
    fn next_back(&mut self) -> Option<T> { self.list.pop_back() }
}
impl<T> ExactSizeIterator for IntoIter<T> {}
impl<T> IntoIterator for LinkedList<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> { IntoIter { list: self } }
}
impl<'a, T> IntoIterator for &'a LinkedList<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> { self.iter() }
}
impl<'a, T> IntoIterator for &'a mut LinkedList<T> {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;
    fn into_iter(self) -> IterMut<'a, T> { self.iter_mut() }
}
pub struct ExtractIf<'a, T, F> {
    list: &'a mut LinkedList<T>,
    left: usize,
    pred: F,
}
impl<T, F: FnMut(&mut T) -> bool> Iterator for ExtractIf<'_, T, F> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        // Those that stay go round to the back, so that the first is always the next to be asked.
        while self.left > 0 {
            self.left -= 1;
            let mut element = self.list.pop_front()?;
            if (self.pred)(&mut element) {
                return Some(element);
            }
            self.list.push_back(element);
        }
        None
    }
}
impl<T, F> Drop for ExtractIf<'_, T, F> {
    fn drop(&mut self) {
        while self.left > 0 {
            self.left -= 1;
            if let Some(element) = self.list.pop_front() {
                self.list.push_back(element);
            }
        }
    }
}
