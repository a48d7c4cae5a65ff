// Only for programs that say: BTreeMap btree_map
//
// BTreeMap: entries sorted by key in one Vec, searched by halving. std's is a tree; what a program
// sees of it is the same.

use crate::borrow::Borrow;
use crate::cmp::Ordering;
use crate::fmt::{self, Debug};
use crate::iter::FusedIterator;
use crate::ops::{Bound, Index, RangeBounds};

pub struct BTreeMap<K, V> {
    entries: Vec<(K, V)>,
}
impl<K, V> BTreeMap<K, V> {
    pub const fn new() -> BTreeMap<K, V> { BTreeMap { entries: Vec::new() } }
    pub const fn len(&self) -> usize { self.entries.len() }
    pub const fn is_empty(&self) -> bool { self.entries.len() == 0 }
    pub fn clear(&mut self) { self.entries.clear() }
    /// Where the key is, or where it would be.
    fn search<Q: ?Sized + Ord>(&self, key: &Q) -> Result<usize, usize> where K: Borrow<Q> {
        let (mut low, mut high) = (0, self.entries.len());
        while low < high {
            let mid = (low + high) / 2;
            match key.cmp(self.entries[mid].0.borrow()) {
                Ordering::Less => high = mid,
                Ordering::Equal => return Ok(mid),
                Ordering::Greater => low = mid + 1,
            }
        }
        Err(low)
    }
    pub fn get<Q: ?Sized + Ord>(&self, key: &Q) -> Option<&V> where K: Borrow<Q> + Ord {
        match self.search(key) {
            Ok(at) => Some(&self.entries[at].1),
            Err(_) => None,
        }
    }
    pub fn get_key_value<Q: ?Sized + Ord>(&self, key: &Q) -> Option<(&K, &V)> where K: Borrow<Q> + Ord {
        match self.search(key) {
            Ok(at) => Some((&self.entries[at].0, &self.entries[at].1)),
            Err(_) => None,
        }
    }
    pub fn get_mut<Q: ?Sized + Ord>(&mut self, key: &Q) -> Option<&mut V> where K: Borrow<Q> + Ord {
        match self.search(key) {
            Ok(at) => Some(&mut self.entries[at].1),
            Err(_) => None,
        }
    }
    pub fn contains_key<Q: ?Sized + Ord>(&self, key: &Q) -> bool where K: Borrow<Q> + Ord { self.search(key).is_ok() }
    pub fn insert(&mut self, key: K, value: V) -> Option<V> where K: Ord {
        match self.search(&key) {
            Ok(at) => Some(crate::mem::replace(&mut self.entries[at].1, value)),
            Err(at) => {
                self.entries.insert(at, (key, value));
                None
            }
        }
    }
    pub fn remove<Q: ?Sized + Ord>(&mut self, key: &Q) -> Option<V> where K: Borrow<Q> + Ord {
        match self.search(key) {
            Ok(at) => Some(self.entries.remove(at).1),
            Err(_) => None,
        }
    }
    pub fn remove_entry<Q: ?Sized + Ord>(&mut self, key: &Q) -> Option<(K, V)> where K: Borrow<Q> + Ord {
        match self.search(key) {
            Ok(at) => Some(self.entries.remove(at)),
            Err(_) => None,
        }
    }
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> where K: Ord {
        match self.search(&key) {
            Ok(at) => Entry::Occupied(OccupiedEntry { map: self, at }),
            Err(at) => Entry::Vacant(VacantEntry { map: self, at, key }),
        }
    }
    pub fn first_key_value(&self) -> Option<(&K, &V)> where K: Ord { self.iter().next() }
    pub fn last_key_value(&self) -> Option<(&K, &V)> where K: Ord { self.iter().next_back() }
    pub fn first_entry(&mut self) -> Option<OccupiedEntry<'_, K, V>> where K: Ord { if self.entries.is_empty() { None } else { Some(OccupiedEntry { map: self, at: 0 }) } }
    pub fn last_entry(&mut self) -> Option<OccupiedEntry<'_, K, V>> where K: Ord {
        let len = self.entries.len();
        if len == 0 { None } else { Some(OccupiedEntry { map: self, at: len - 1 }) }
    }
    pub fn pop_first(&mut self) -> Option<(K, V)> where K: Ord { if self.entries.is_empty() { None } else { Some(self.entries.remove(0)) } }
    pub fn pop_last(&mut self) -> Option<(K, V)> where K: Ord { self.entries.pop() }
    pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, mut f: F) where K: Ord { self.entries.retain_mut(|(key, value)| f(key, value)) }
    pub fn append(&mut self, other: &mut BTreeMap<K, V>) where K: Ord {
        for (key, value) in crate::mem::take(&mut other.entries) {
            self.insert(key, value);
        }
    }
    pub fn split_off<Q: ?Sized + Ord>(&mut self, key: &Q) -> BTreeMap<K, V> where K: Borrow<Q> + Ord {
        let at = match self.search(key) {
            Ok(at) => at,
            Err(at) => at,
        };
        BTreeMap { entries: self.entries.split_off(at) }
    }
    /// The places of the entries within the bounds.
    pub(crate) fn places_of<T: ?Sized + Ord, R: RangeBounds<T>>(&self, range: &R, name: &str) -> (usize, usize) where K: Borrow<T> {
        if self.entries.is_empty() {
            return (0, 0);
        }
        let (start, end) = (range.start_bound(), range.end_bound());
        match (start, end) {
            (Bound::Excluded(a), Bound::Excluded(b)) if *a == *b => panic!("range start and end are equal and excluded in {}", name),
            (Bound::Included(a) | Bound::Excluded(a), Bound::Included(b) | Bound::Excluded(b)) if *a > *b => panic!("range start is greater than range end in {}", name),
            _ => {}
        }
        let first = match start {
            Bound::Unbounded => 0,
            Bound::Included(key) => match self.search(key) {
                Ok(at) => at,
                Err(at) => at,
            },
            Bound::Excluded(key) => match self.search(key) {
                Ok(at) => at + 1,
                Err(at) => at,
            },
        };
        let last = match end {
            Bound::Unbounded => self.entries.len(),
            Bound::Included(key) => match self.search(key) {
                Ok(at) => at + 1,
                Err(at) => at,
            },
            Bound::Excluded(key) => match self.search(key) {
                Ok(at) => at,
                Err(at) => at,
            },
        };
        (first, if last < first { first } else { last })
    }
    pub fn range<T: ?Sized + Ord, R: RangeBounds<T>>(&self, range: R) -> Range<'_, K, V> where K: Borrow<T> + Ord {
        let (start, end) = self.places_of(&range, "BTreeMap");
        Range { inner: self.entries[start..end].iter() }
    }
    pub fn range_mut<T: ?Sized + Ord, R: RangeBounds<T>>(&mut self, range: R) -> RangeMut<'_, K, V> where K: Borrow<T> + Ord {
        let (start, end) = self.places_of(&range, "BTreeMap");
        RangeMut { inner: self.entries[start..end].iter_mut() }
    }
    pub(crate) fn part(&self, start: usize, end: usize) -> Iter<'_, K, V> { Iter { inner: self.entries[start..end].iter() } }
    pub fn extract_if<R: RangeBounds<K>, F: FnMut(&K, &mut V) -> bool>(&mut self, range: R, pred: F) -> ExtractIf<'_, K, V, F> where K: Ord {
        let (at, end) = self.places_of(&range, "BTreeMap");
        ExtractIf { map: self, at, end, pred }
    }
    pub fn iter(&self) -> Iter<'_, K, V> { Iter { inner: self.entries.iter() } }
    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> { IterMut { inner: self.entries.iter_mut() } }
    pub fn keys(&self) -> Keys<'_, K, V> { Keys { inner: self.entries.iter() } }
    pub fn values(&self) -> Values<'_, K, V> { Values { inner: self.entries.iter() } }
    pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> { ValuesMut { inner: self.entries.iter_mut() } }
    pub fn into_keys(self) -> IntoKeys<K, V> { IntoKeys { inner: self.entries.into_iter() } }
    pub fn into_values(self) -> IntoValues<K, V> { IntoValues { inner: self.entries.into_iter() } }
}
impl<K: Clone, V: Clone> Clone for BTreeMap<K, V> {
    fn clone(&self) -> BTreeMap<K, V> { BTreeMap { entries: self.entries.clone() } }
}
impl<K, V> Default for BTreeMap<K, V> {
    fn default() -> BTreeMap<K, V> { BTreeMap::new() }
}
impl<K: Debug, V: Debug> Debug for BTreeMap<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_map().entries(self.iter()).finish() }
}
impl<K: PartialEq, V: PartialEq> PartialEq for BTreeMap<K, V> {
    fn eq(&self, other: &BTreeMap<K, V>) -> bool { self.entries == other.entries }
}
impl<K: Eq, V: Eq> Eq for BTreeMap<K, V> {}
impl<K: PartialOrd, V: PartialOrd> PartialOrd for BTreeMap<K, V> {
    fn partial_cmp(&self, other: &BTreeMap<K, V>) -> Option<Ordering> { self.entries.partial_cmp(&other.entries) }
}
impl<K: Ord, V: Ord> Ord for BTreeMap<K, V> {
    fn cmp(&self, other: &BTreeMap<K, V>) -> Ordering { self.entries.cmp(&other.entries) }
}
impl<K: crate::hash::Hash, V: crate::hash::Hash> crate::hash::Hash for BTreeMap<K, V> {
    fn hash<H: crate::hash::Hasher>(&self, state: &mut H) { self.entries.hash(state) }
}
impl<K: Borrow<Q> + Ord, Q: ?Sized + Ord, V> Index<&Q> for BTreeMap<K, V> {
    type Output = V;
    fn index(&self, key: &Q) -> &V { self.get(key).expect("no entry found for key") }
}
impl<K: Ord, V> FromIterator<(K, V)> for BTreeMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(iter: I) -> BTreeMap<K, V> {
        let mut map = BTreeMap::new();
        map.extend(iter);
        map
    }
}
impl<K: Ord, V, const N: usize> From<[(K, V); N]> for BTreeMap<K, V> {
    fn from(array: [(K, V); N]) -> BTreeMap<K, V> { BTreeMap::from_iter(array) }
}
impl<K: Ord, V> Extend<(K, V)> for BTreeMap<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, iter: I) {
        for (key, value) in iter {
            self.insert(key, value);
        }
    }
}
impl<'a, K: Ord + Copy, V: Copy> Extend<(&'a K, &'a V)> for BTreeMap<K, V> {
    fn extend<I: IntoIterator<Item = (&'a K, &'a V)>>(&mut self, iter: I) {
        for (key, value) in iter {
            self.insert(*key, *value);
        }
    }
}

// ---- Entries

pub enum Entry<'a, K: 'a, V: 'a> {
    Vacant(VacantEntry<'a, K, V>),
    Occupied(OccupiedEntry<'a, K, V>),
}
pub struct OccupiedEntry<'a, K, V> {
    map: &'a mut BTreeMap<K, V>,
    at: usize,
}
pub struct VacantEntry<'a, K, V> {
    map: &'a mut BTreeMap<K, V>,
    at: usize,
    key: K,
}
impl<'a, K: Ord, V> Entry<'a, K, V> {
    pub fn or_insert(self, default: V) -> &'a mut V {
        match self {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(default),
        }
    }
    pub fn or_insert_with<F: FnOnce() -> V>(self, default: F) -> &'a mut V {
        match self {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(default()),
        }
    }
    pub fn or_insert_with_key<F: FnOnce(&K) -> V>(self, default: F) -> &'a mut V {
        match self {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let value = default(&entry.key);
                entry.insert(value)
            }
        }
    }
    pub fn or_default(self) -> &'a mut V where V: Default {
        match self {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(V::default()),
        }
    }
    pub fn key(&self) -> &K {
        match self {
            Entry::Occupied(entry) => entry.key(),
            Entry::Vacant(entry) => &entry.key,
        }
    }
    pub fn and_modify<F: FnOnce(&mut V)>(self, f: F) -> Entry<'a, K, V> {
        match self {
            Entry::Occupied(mut entry) => {
                f(entry.get_mut());
                Entry::Occupied(entry)
            }
            Entry::Vacant(entry) => Entry::Vacant(entry),
        }
    }
    pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V> {
        match self {
            Entry::Occupied(mut entry) => {
                entry.insert(value);
                entry
            }
            Entry::Vacant(entry) => entry.insert_entry(value),
        }
    }
}
impl<'a, K: Ord, V> OccupiedEntry<'a, K, V> {
    pub fn key(&self) -> &K { &self.map.entries[self.at].0 }
    pub fn get(&self) -> &V { &self.map.entries[self.at].1 }
    pub fn get_mut(&mut self) -> &mut V { &mut self.map.entries[self.at].1 }
    pub fn into_mut(self) -> &'a mut V { &mut self.map.entries[self.at].1 }
    pub fn insert(&mut self, value: V) -> V { crate::mem::replace(self.get_mut(), value) }
    pub fn remove(self) -> V { self.map.entries.remove(self.at).1 }
    pub fn remove_entry(self) -> (K, V) { self.map.entries.remove(self.at) }
}
impl<'a, K: Ord, V> VacantEntry<'a, K, V> {
    pub fn key(&self) -> &K { &self.key }
    pub fn into_key(self) -> K { self.key }
    pub fn insert(self, value: V) -> &'a mut V {
        self.map.entries.insert(self.at, (self.key, value));
        &mut self.map.entries[self.at].1
    }
    pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V> {
        self.map.entries.insert(self.at, (self.key, value));
        OccupiedEntry { map: self.map, at: self.at }
    }
}
impl<K: Debug + Ord, V: Debug> Debug for Entry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Entry::Occupied(entry) => f.debug_tuple("Entry").field(entry).finish(),
            Entry::Vacant(entry) => f.debug_tuple("Entry").field(entry).finish(),
        }
    }
}
impl<K: Debug + Ord, V: Debug> Debug for OccupiedEntry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("OccupiedEntry").field("key", self.key()).field("value", self.get()).finish() }
}
impl<K: Debug + Ord, V> Debug for VacantEntry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("VacantEntry").field(&self.key).finish() }
}

// ---- Iterators

macro_rules! entry_iterators {
    ($([$($generics:tt)*] $Name:ident $Type:ty, $Inner:ty, $Item:ty, $pair:ident => $item:expr;)*) => {$(
        pub struct $Name<$($generics)*> {
            inner: $Inner,
        }
        impl<$($generics)*> Iterator for $Type {
            type Item = $Item;
            fn next(&mut self) -> Option<$Item> {
                match self.inner.next() {
                    Some($pair) => Some($item),
                    None => None,
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) { self.inner.size_hint() }
        }
        impl<$($generics)*> DoubleEndedIterator for $Type {
            fn next_back(&mut self) -> Option<$Item> {
                match self.inner.next_back() {
                    Some($pair) => Some($item),
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
entry_iterators! {
    ['a, K, V] Iter Iter<'a, K, V>, crate::slice::Iter<'a, (K, V)>, (&'a K, &'a V), pair => (&pair.0, &pair.1);
    ['a, K, V] IterMut IterMut<'a, K, V>, crate::slice::IterMut<'a, (K, V)>, (&'a K, &'a mut V), pair => (&pair.0, &mut pair.1);
    [K, V] IntoIter IntoIter<K, V>, crate::vec::IntoIter<(K, V)>, (K, V), pair => pair;
    ['a, K, V] Range Range<'a, K, V>, crate::slice::Iter<'a, (K, V)>, (&'a K, &'a V), pair => (&pair.0, &pair.1);
    ['a, K, V] RangeMut RangeMut<'a, K, V>, crate::slice::IterMut<'a, (K, V)>, (&'a K, &'a mut V), pair => (&pair.0, &mut pair.1);
    ['a, K, V] Keys Keys<'a, K, V>, crate::slice::Iter<'a, (K, V)>, &'a K, pair => &pair.0;
    ['a, K, V] Values Values<'a, K, V>, crate::slice::Iter<'a, (K, V)>, &'a V, pair => &pair.1;
    ['a, K, V] ValuesMut ValuesMut<'a, K, V>, crate::slice::IterMut<'a, (K, V)>, &'a mut V, pair => &mut pair.1;
    [K, V] IntoKeys IntoKeys<K, V>, crate::vec::IntoIter<(K, V)>, K, pair => pair.0;
    [K, V] IntoValues IntoValues<K, V>, crate::vec::IntoIter<(K, V)>, V, pair => pair.1;
}
macro_rules! exact {
    ($([$($generics:tt)*] $Type:ty;)*) => {$(
        impl<$($generics)*> ExactSizeIterator for $Type {}
    )*};
}
exact! {
    ['a, K, V] Iter<'a, K, V>;
    ['a, K, V] IterMut<'a, K, V>;
    [K, V] IntoIter<K, V>;
    ['a, K, V] Keys<'a, K, V>;
    ['a, K, V] Values<'a, K, V>;
    ['a, K, V] ValuesMut<'a, K, V>;
    [K, V] IntoKeys<K, V>;
    [K, V] IntoValues<K, V>;
}
macro_rules! shared_views {
    ($($Name:ident [$($bounds:tt)*];)*) => {$(
        impl<K, V> Clone for $Name<'_, K, V> {
            fn clone(&self) -> Self { $Name { inner: self.inner.clone() } }
        }
        impl<$($bounds)*> Debug for $Name<'_, K, V> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
        }
    )*};
}
shared_views! {
    Iter [K: Debug, V: Debug];
    Range [K: Debug, V: Debug];
    Keys [K: Debug, V];
    Values [K, V: Debug];
}
pub struct ExtractIf<'a, K, V, F> {
    map: &'a mut BTreeMap<K, V>,
    at: usize,
    end: usize,
    pred: F,
}
impl<K, V, F: FnMut(&K, &mut V) -> bool> Iterator for ExtractIf<'_, K, V, F> {
    type Item = (K, V);
    fn next(&mut self) -> Option<(K, V)> {
        while self.at < self.end {
            let (key, value) = &mut self.map.entries[self.at];
            if (self.pred)(key, value) {
                self.end -= 1;
                return Some(self.map.entries.remove(self.at));
            }
            self.at += 1;
        }
        None
    }
}
impl<K, V> IntoIterator for BTreeMap<K, V> {
    type Item = (K, V);
    type IntoIter = IntoIter<K, V>;
    fn into_iter(self) -> IntoIter<K, V> { IntoIter { inner: self.entries.into_iter() } }
}
impl<'a, K, V> IntoIterator for &'a BTreeMap<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;
    fn into_iter(self) -> Iter<'a, K, V> { self.iter() }
}
impl<'a, K, V> IntoIterator for &'a mut BTreeMap<K, V> {
    type Item = (&'a K, &'a mut V);
    type IntoIter = IterMut<'a, K, V>;
    fn into_iter(self) -> IterMut<'a, K, V> { self.iter_mut() }
}
