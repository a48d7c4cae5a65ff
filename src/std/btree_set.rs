// Only for programs that say: BTreeSet btree_set
//
// BTreeSet: a BTreeMap whose values are nothing.

use crate::borrow::Borrow;
use crate::btree_map::{self, BTreeMap};
use crate::cmp::Ordering;
use crate::fmt::{self, Debug};
use crate::iter::{FusedIterator, Peekable};
use crate::ops::{BitAnd, BitOr, BitXor, RangeBounds, Sub};

pub struct BTreeSet<T> {
    map: BTreeMap<T, ()>,
}
impl<T> BTreeSet<T> {
    pub const fn new() -> BTreeSet<T> { BTreeSet { map: BTreeMap::new() } }
    pub const fn len(&self) -> usize { self.map.len() }
    pub const fn is_empty(&self) -> bool { self.map.len() == 0 }
    pub fn clear(&mut self) { self.map.clear() }
    pub fn insert(&mut self, value: T) -> bool where T: Ord { self.map.insert(value, ()).is_none() }
    pub fn replace(&mut self, value: T) -> Option<T> where T: Ord {
        let old = self.take(&value);
        self.insert(value);
        old
    }
    pub fn contains<Q: ?Sized + Ord>(&self, value: &Q) -> bool where T: Borrow<Q> + Ord { self.map.contains_key(value) }
    pub fn get<Q: ?Sized + Ord>(&self, value: &Q) -> Option<&T> where T: Borrow<Q> + Ord {
        match self.map.get_key_value(value) {
            Some((key, _)) => Some(key),
            None => None,
        }
    }
    pub fn remove<Q: ?Sized + Ord>(&mut self, value: &Q) -> bool where T: Borrow<Q> + Ord { self.map.remove(value).is_some() }
    pub fn take<Q: ?Sized + Ord>(&mut self, value: &Q) -> Option<T> where T: Borrow<Q> + Ord {
        match self.map.remove_entry(value) {
            Some((key, _)) => Some(key),
            None => None,
        }
    }
    pub fn first(&self) -> Option<&T> where T: Ord { self.iter().next() }
    pub fn last(&self) -> Option<&T> where T: Ord { self.iter().next_back() }
    pub fn pop_first(&mut self) -> Option<T> where T: Ord {
        match self.map.pop_first() {
            Some((key, _)) => Some(key),
            None => None,
        }
    }
    pub fn pop_last(&mut self) -> Option<T> where T: Ord {
        match self.map.pop_last() {
            Some((key, _)) => Some(key),
            None => None,
        }
    }
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, mut f: F) where T: Ord { self.map.retain(|key, _| f(key)) }
    pub fn extract_if<R: RangeBounds<T>, F: FnMut(&T) -> bool>(&mut self, range: R, mut pred: F) -> impl Iterator<Item = T> where T: Ord { self.map.extract_if(range, move |value, _| pred(value)).map(|(value, _)| value) }
    pub fn append(&mut self, other: &mut BTreeSet<T>) where T: Ord { self.map.append(&mut other.map) }
    pub fn split_off<Q: ?Sized + Ord>(&mut self, value: &Q) -> BTreeSet<T> where T: Borrow<Q> + Ord { BTreeSet { map: self.map.split_off(value) } }
    pub fn iter(&self) -> Iter<'_, T> { Iter { inner: self.map.iter() } }
    pub fn range<K: ?Sized + Ord, R: RangeBounds<K>>(&self, range: R) -> Range<'_, T> where T: Borrow<K> + Ord {
        let (start, end) = self.map.places_of(&range, "BTreeSet");
        Range { inner: self.map.part(start, end) }
    }
    pub fn is_subset(&self, other: &BTreeSet<T>) -> bool where T: Ord { self.len() <= other.len() && self.iter().all(|value| other.contains(value)) }
    pub fn is_superset(&self, other: &BTreeSet<T>) -> bool where T: Ord { other.is_subset(self) }
    pub fn is_disjoint(&self, other: &BTreeSet<T>) -> bool where T: Ord { !self.iter().any(|value| other.contains(value)) }
    pub fn union<'a>(&'a self, other: &'a BTreeSet<T>) -> Union<'a, T> where T: Ord { Union { pairs: Pairs::new(self, other) } }
    pub fn intersection<'a>(&'a self, other: &'a BTreeSet<T>) -> Intersection<'a, T> where T: Ord { Intersection { pairs: Pairs::new(self, other) } }
    pub fn difference<'a>(&'a self, other: &'a BTreeSet<T>) -> Difference<'a, T> where T: Ord { Difference { pairs: Pairs::new(self, other) } }
    pub fn symmetric_difference<'a>(&'a self, other: &'a BTreeSet<T>) -> SymmetricDifference<'a, T> where T: Ord { SymmetricDifference { pairs: Pairs::new(self, other) } }
}
impl<T: Clone> Clone for BTreeSet<T> {
    fn clone(&self) -> BTreeSet<T> { BTreeSet { map: self.map.clone() } }
}
impl<T> Default for BTreeSet<T> {
    fn default() -> BTreeSet<T> { BTreeSet::new() }
}
impl<T: Debug> Debug for BTreeSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_set().entries(self.iter()).finish() }
}
impl<T: PartialEq> PartialEq for BTreeSet<T> {
    fn eq(&self, other: &BTreeSet<T>) -> bool { self.map == other.map }
}
impl<T: Eq> Eq for BTreeSet<T> {}
impl<T: PartialOrd> PartialOrd for BTreeSet<T> {
    fn partial_cmp(&self, other: &BTreeSet<T>) -> Option<Ordering> { self.map.partial_cmp(&other.map) }
}
impl<T: Ord> Ord for BTreeSet<T> {
    fn cmp(&self, other: &BTreeSet<T>) -> Ordering { self.map.cmp(&other.map) }
}
impl<T: crate::hash::Hash> crate::hash::Hash for BTreeSet<T> {
    fn hash<H: crate::hash::Hasher>(&self, state: &mut H) { self.map.hash(state) }
}
impl<T: Ord> FromIterator<T> for BTreeSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> BTreeSet<T> {
        let mut set = BTreeSet::new();
        set.extend(iter);
        set
    }
}
impl<T: Ord, const N: usize> From<[T; N]> for BTreeSet<T> {
    fn from(array: [T; N]) -> BTreeSet<T> { BTreeSet::from_iter(array) }
}
impl<T: Ord> Extend<T> for BTreeSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        for value in iter {
            self.map.insert(value, ());
        }
    }
}
impl<'a, T: Ord + Copy + 'a> Extend<&'a T> for BTreeSet<T> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) { self.extend(iter.into_iter().copied()) }
}
macro_rules! set_operators {
    ($($Trait:ident $method:ident $call:ident;)*) => {$(
        impl<T: Ord + Clone> $Trait<&BTreeSet<T>> for &BTreeSet<T> {
            type Output = BTreeSet<T>;
            fn $method(self, other: &BTreeSet<T>) -> BTreeSet<T> { self.$call(other).cloned().collect() }
        }
    )*};
}
set_operators! {
    BitOr bitor union;
    BitAnd bitand intersection;
    BitXor bitxor symmetric_difference;
    Sub sub difference;
}

macro_rules! value_iterators {
    ($([$($generics:tt)*] $Name:ident $Type:ty, $Inner:ty, $Item:ty;)*) => {$(
        pub struct $Name<$($generics)*> {
            inner: $Inner,
        }
        impl<$($generics)*> Iterator for $Type {
            type Item = $Item;
            fn next(&mut self) -> Option<$Item> {
                match self.inner.next() {
                    Some((value, _)) => Some(value),
                    None => None,
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
        }
        impl<$($generics)*> DoubleEndedIterator for $Type {
            fn next_back(&mut self) -> Option<$Item> {
                match self.inner.next_back() {
                    Some((value, _)) => Some(value),
                    None => None,
                }
            }
        }
        impl<$($generics)*> FusedIterator for $Type {}
        impl<$($generics)*> Default for $Type {
            fn default() -> Self { $Name { inner: Default::default() } }
        }
    )*};
}
value_iterators! {
    ['a, T] Iter Iter<'a, T>, btree_map::Iter<'a, T, ()>, &'a T;
    ['a, T] Range Range<'a, T>, btree_map::Iter<'a, T, ()>, &'a T;
    [T] IntoIter IntoIter<T>, btree_map::IntoIter<T, ()>, T;
}
impl<T> ExactSizeIterator for Iter<'_, T> {}
impl<T> ExactSizeIterator for IntoIter<T> {}
impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self { Iter { inner: self.inner.clone() } }
}
impl<T> Clone for Range<'_, T> {
    fn clone(&self) -> Self { Range { inner: self.inner.clone() } }
}
impl<T: Debug> Debug for Iter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Iter(")?;
        f.debug_list().entries(self.clone()).finish()?;
        f.write_str(")")
    }
}
impl<T> IntoIterator for BTreeSet<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> { IntoIter { inner: self.map.into_iter() } }
}
impl<'a, T> IntoIterator for &'a BTreeSet<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> { self.iter() }
}

/// Two sets walked side by side: each step gives the next value with the sides that hold it.
struct Pairs<'a, T> {
    left: Peekable<Iter<'a, T>>,
    right: Peekable<Iter<'a, T>>,
}
impl<'a, T: Ord> Pairs<'a, T> {
    fn new(left: &'a BTreeSet<T>, right: &'a BTreeSet<T>) -> Pairs<'a, T> { Pairs { left: left.iter().peekable(), right: right.iter().peekable() } }
    fn next(&mut self) -> Option<(Option<&'a T>, Option<&'a T>)> {
        let order = match (self.left.peek(), self.right.peek()) {
            (None, None) => return None,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(left), Some(right)) => left.cmp(right),
        };
        Some(match order {
            Ordering::Less => (self.left.next(), None),
            Ordering::Equal => (self.left.next(), self.right.next()),
            Ordering::Greater => (None, self.right.next()),
        })
    }
}
impl<T> Clone for Pairs<'_, T> {
    fn clone(&self) -> Self { Pairs { left: self.left.clone(), right: self.right.clone() } }
}
macro_rules! pair_iterators {
    ($($Name:ident, $value:ident => ($($pattern:pat),+);)*) => {$(
        pub struct $Name<'a, T> {
            pairs: Pairs<'a, T>,
        }
        impl<'a, T: Ord> Iterator for $Name<'a, T> {
            type Item = &'a T;
            fn next(&mut self) -> Option<&'a T> {
                loop {
                    match self.pairs.next()? {
                        $($pattern => return Some($value),)+
                        _ => {}
                    }
                }
            }
        }
        impl<T> Clone for $Name<'_, T> {
            fn clone(&self) -> Self { $Name { pairs: self.pairs.clone() } }
        }
        impl<T: Debug + Ord> Debug for $Name<'_, T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
        }
    )*};
}
pair_iterators! {
    Union, value => ((Some(value), _), (None, Some(value)));
    Intersection, value => ((Some(value), Some(_)));
    Difference, value => ((Some(value), None));
    SymmetricDifference, value => ((Some(value), None), (None, Some(value)));
}
