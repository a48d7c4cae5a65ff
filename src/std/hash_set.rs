// Only for programs that say: HashSet hash_set
//
// HashSet: a HashMap whose values are nothing.

use crate::borrow::Borrow;
use crate::fmt::{self, Debug};
use crate::hash::{BuildHasher, Hash, RandomState};
use crate::hash_map::{self, HashMap};
use crate::iter::FusedIterator;
use crate::ops::{BitAnd, BitOr, BitXor, Sub};

pub struct HashSet<T, S = RandomState> {
    map: HashMap<T, (), S>,
}
impl<T> HashSet<T, RandomState> {
    pub fn new() -> HashSet<T, RandomState> { HashSet { map: HashMap::new() } }
    pub fn with_capacity(capacity: usize) -> HashSet<T, RandomState> { HashSet { map: HashMap::with_capacity(capacity) } }
}
impl<T, S> HashSet<T, S> {
    pub const fn with_hasher(hasher: S) -> HashSet<T, S> { HashSet { map: HashMap::with_hasher(hasher) } }
    pub fn with_capacity_and_hasher(capacity: usize, hasher: S) -> HashSet<T, S> { HashSet { map: HashMap::with_capacity_and_hasher(capacity, hasher) } }
    pub fn hasher(&self) -> &S { self.map.hasher() }
    pub fn capacity(&self) -> usize { self.map.capacity() }
    pub fn len(&self) -> usize { self.map.len() }
    pub fn is_empty(&self) -> bool { self.map.is_empty() }
    pub fn clear(&mut self) { self.map.clear() }
    pub fn iter(&self) -> Iter<'_, T> { Iter { keys: self.map.keys() } }
    pub fn drain(&mut self) -> IntoIter<T> { IntoIter { inner: self.map.drain() } }
    pub fn retain<F: FnMut(&T) -> bool>(&mut self, mut f: F) { self.map.retain(|value, _| f(value)) }
    pub fn extract_if<F: FnMut(&T) -> bool>(&mut self, mut pred: F) -> impl Iterator<Item = T> { self.map.extract_if(move |value, _| pred(value)).map(|(value, _)| value) }
}
impl<T: Eq + Hash, S: BuildHasher> HashSet<T, S> {
    pub fn reserve(&mut self, additional: usize) { self.map.reserve(additional) }
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError> { self.map.try_reserve(additional) }
    pub fn shrink_to_fit(&mut self) { self.map.shrink_to_fit() }
    pub fn shrink_to(&mut self, capacity: usize) { self.map.shrink_to(capacity) }
    pub fn insert(&mut self, value: T) -> bool { self.map.insert(value, ()).is_none() }
    pub fn replace(&mut self, value: T) -> Option<T> {
        let old = self.take(&value);
        self.insert(value);
        old
    }
    pub fn contains<Q: ?Sized + Hash + Eq>(&self, value: &Q) -> bool where T: Borrow<Q> { self.map.contains_key(value) }
    pub fn get<Q: ?Sized + Hash + Eq>(&self, value: &Q) -> Option<&T> where T: Borrow<Q> {
        match self.map.get_key_value(value) {
            Some((key, _)) => Some(key),
            None => None,
        }
    }
    pub fn remove<Q: ?Sized + Hash + Eq>(&mut self, value: &Q) -> bool where T: Borrow<Q> { self.map.remove(value).is_some() }
    pub fn take<Q: ?Sized + Hash + Eq>(&mut self, value: &Q) -> Option<T> where T: Borrow<Q> {
        match self.map.remove_entry(value) {
            Some((key, _)) => Some(key),
            None => None,
        }
    }
    pub fn is_subset(&self, other: &HashSet<T, S>) -> bool { self.len() <= other.len() && self.iter().all(|value| other.contains(value)) }
    pub fn is_superset(&self, other: &HashSet<T, S>) -> bool { other.is_subset(self) }
    pub fn is_disjoint(&self, other: &HashSet<T, S>) -> bool { !self.iter().any(|value| other.contains(value)) }
    pub fn difference<'a>(&'a self, other: &'a HashSet<T, S>) -> Difference<'a, T, S> { Difference { iter: self.iter(), other } }
    pub fn intersection<'a>(&'a self, other: &'a HashSet<T, S>) -> Intersection<'a, T, S> {
        if self.len() <= other.len() { Intersection { iter: self.iter(), other } } else { Intersection { iter: other.iter(), other: self } }
    }
    pub fn symmetric_difference<'a>(&'a self, other: &'a HashSet<T, S>) -> SymmetricDifference<'a, T, S> { SymmetricDifference { first: self.difference(other), second: other.difference(self) } }
    pub fn union<'a>(&'a self, other: &'a HashSet<T, S>) -> Union<'a, T, S> {
        if self.len() >= other.len() { Union { first: self.iter(), second: other.difference(self) } } else { Union { first: other.iter(), second: self.difference(other) } }
    }
}
impl<T: Clone, S: Clone> Clone for HashSet<T, S> {
    fn clone(&self) -> HashSet<T, S> { HashSet { map: self.map.clone() } }
}
impl<T, S: Default> Default for HashSet<T, S> {
    fn default() -> HashSet<T, S> { HashSet { map: HashMap::default() } }
}
impl<T: Debug, S> Debug for HashSet<T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_set().entries(self.iter()).finish() }
}
impl<T: Eq + Hash, S: BuildHasher> PartialEq for HashSet<T, S> {
    fn eq(&self, other: &HashSet<T, S>) -> bool { self.len() == other.len() && self.iter().all(|value| other.contains(value)) }
}
impl<T: Eq + Hash, S: BuildHasher> Eq for HashSet<T, S> {}
impl<T: Eq + Hash, const N: usize> From<[T; N]> for HashSet<T, RandomState> {
    fn from(array: [T; N]) -> HashSet<T, RandomState> { HashSet::from_iter(array) }
}
impl<T: Eq + Hash, S: BuildHasher + Default> FromIterator<T> for HashSet<T, S> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> HashSet<T, S> {
        let mut set = HashSet::with_hasher(S::default());
        set.extend(iter);
        set
    }
}
impl<T: Eq + Hash, S: BuildHasher> Extend<T> for HashSet<T, S> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {
        for value in iter {
            self.map.insert(value, ());
        }
    }
}
impl<'a, T: Eq + Hash + Copy + 'a, S: BuildHasher> Extend<&'a T> for HashSet<T, S> {
    fn extend<I: IntoIterator<Item = &'a T>>(&mut self, iter: I) { self.extend(iter.into_iter().copied()) }
}
macro_rules! set_operators {
    ($($Trait:ident $method:ident $call:ident;)*) => {$(
        impl<T: Eq + Hash + Clone, S: BuildHasher + Default> $Trait<&HashSet<T, S>> for &HashSet<T, S> {
            type Output = HashSet<T, S>;
            fn $method(self, other: &HashSet<T, S>) -> HashSet<T, S> { self.$call(other).cloned().collect() }
        }
    )*};
}
set_operators! {
    BitOr bitor union;
    BitAnd bitand intersection;
    BitXor bitxor symmetric_difference;
    Sub sub difference;
}

pub struct Iter<'a, T> {
    keys: hash_map::Keys<'a, T, ()>,
}
impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self { Iter { keys: self.keys.clone() } }
}
impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> { self.keys.next() }
    fn size_hint(&self) -> (usize, Option<usize>) { self.keys.size_hint() }
}
impl<T> ExactSizeIterator for Iter<'_, T> {}
impl<T> FusedIterator for Iter<'_, T> {}
pub struct IntoIter<T> {
    inner: hash_map::IntoIter<T, ()>,
}
pub type Drain<'a, T> = IntoIter<T>;
impl<T> Iterator for IntoIter<T> {
    type Item = T;
    fn next(&mut self) -> Option<T> {
        match self.inner.next() {
            Some((value, _)) => Some(value),
            None => None,
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
}
impl<T> ExactSizeIterator for IntoIter<T> {}
impl<T> FusedIterator for IntoIter<T> {}
impl<T, S> IntoIterator for HashSet<T, S> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    fn into_iter(self) -> IntoIter<T> { IntoIter { inner: self.map.into_iter() } }
}
impl<'a, T, S> IntoIterator for &'a HashSet<T, S> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;
    fn into_iter(self) -> Iter<'a, T> { self.iter() }
}
pub struct Difference<'a, T, S> {
    iter: Iter<'a, T>,
    other: &'a HashSet<T, S>,
}
pub struct Intersection<'a, T, S> {
    iter: Iter<'a, T>,
    other: &'a HashSet<T, S>,
}
pub struct SymmetricDifference<'a, T, S> {
    first: Difference<'a, T, S>,
    second: Difference<'a, T, S>,
}
pub struct Union<'a, T, S> {
    first: Iter<'a, T>,
    second: Difference<'a, T, S>,
}
impl<'a, T: Eq + Hash, S: BuildHasher> Iterator for Difference<'a, T, S> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {
        loop {
            let value = self.iter.next()?;
            if !self.other.contains(value) {
                return Some(value);
            }
        }
    }
}
impl<'a, T: Eq + Hash, S: BuildHasher> Iterator for Intersection<'a, T, S> {
    type Item = &'a T;
    fn next(&mut self) -> Option<&'a T> {
        loop {
            let value = self.iter.next()?;
            if self.other.contains(value) {
                return Some(value);
            }
        }
    }
}
macro_rules! chained {
    ($($Name:ident)*) => {$(
        impl<'a, T: Eq + Hash, S: BuildHasher> Iterator for $Name<'a, T, S> {
            type Item = &'a T;
            fn next(&mut self) -> Option<&'a T> {
                match self.first.next() {
                    Some(value) => Some(value),
                    None => self.second.next(),
                }
            }
        }
    )*};
}
chained!(SymmetricDifference Union);
macro_rules! clone_views {
    ($($Name:ident $first:ident $second:ident;)*) => {$(
        impl<T, S> Clone for $Name<'_, T, S> {
            fn clone(&self) -> Self { $Name { $first: self.$first.clone(), $second: self.$second.clone() } }
        }
        impl<T: Debug + Eq + Hash, S: BuildHasher> Debug for $Name<'_, T, S> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
        }
    )*};
}
clone_views! {
    SymmetricDifference first second;
    Union first second;
}
impl<T, S> Clone for Difference<'_, T, S> {
    fn clone(&self) -> Self { Difference { iter: self.iter.clone(), other: self.other } }
}
impl<T, S> Clone for Intersection<'_, T, S> {
    fn clone(&self) -> Self { Intersection { iter: self.iter.clone(), other: self.other } }
}
impl<T: Debug + Eq + Hash, S: BuildHasher> Debug for Difference<'_, T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
}
impl<T: Debug + Eq + Hash, S: BuildHasher> Debug for Intersection<'_, T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
}
