// Only for programs that say: HashMap hash_map
//
// HashMap: open addressing with linear probing. The order of iteration is that of the slots: arbitrary,
// as with std, but the same in each run.

use crate::borrow::Borrow;
use crate::fmt::{self, Debug};
use crate::hash::{BuildHasher, Hash};
use crate::iter::FusedIterator;
use crate::ops::Index;
pub use crate::hash::{DefaultHasher, RandomState};

struct Bucket<K, V> {
    hash: u64,
    key: K,
    value: V,
}
/// The slots, a power of two of them, of which an eighth at least stays empty. What is in a slot
/// stands where its hash says or, without a gap, behind that.
struct Table<K, V> {
    slots: Vec<Option<Bucket<K, V>>>,
    len: usize,
}
fn capacity_of(slots: usize) -> usize { if slots < 8 { slots.saturating_sub(1) } else { slots / 8 * 7 } }
fn slots_for(capacity: usize) -> usize {
    if capacity == 0 { 0 } else if capacity < 4 { 4 } else if capacity < 8 { 8 } else { (capacity * 8 / 7).next_power_of_two() }
}
fn empty_slots<K, V>(count: usize) -> Vec<Option<Bucket<K, V>>> {
    let mut slots = Vec::with_capacity(count);
    let mut made = 0;
    while made < count {
        slots.push(None);
        made += 1;
    }
    slots
}
impl<K, V> Table<K, V> {
    fn find<Q: ?Sized + Eq>(&self, hash: u64, key: &Q) -> Option<usize> where K: Borrow<Q> {
        if self.len == 0 {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while let Some(bucket) = &self.slots[at] {
            if bucket.hash == hash && *key == *bucket.key.borrow() {
                return Some(at);
            }
            at = (at + 1) & mask;
        }
        None
    }
    /// Puts a bucket whose key is not there yet, in a table that has room.
    fn place(&mut self, bucket: Bucket<K, V>) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = bucket.hash as usize & mask;
        while self.slots[at].is_some() {
            at = (at + 1) & mask;
        }
        self.slots[at] = Some(bucket);
        self.len += 1;
        at
    }
    fn insert_new(&mut self, hash: u64, key: K, value: V) -> usize {
        if self.len == capacity_of(self.slots.len()) {
            self.resize(slots_for(self.len + 1));
        }
        self.place(Bucket { hash, key, value })
    }
    fn resize(&mut self, count: usize) {
        let old = crate::mem::replace(&mut self.slots, empty_slots(count));
        self.len = 0;
        for slot in old {
            if let Some(bucket) = slot {
                self.place(bucket);
            }
        }
    }
    fn take(&mut self, at: usize) -> Bucket<K, V> {
        let taken = self.slots[at].take().unwrap();
        self.len -= 1;
        // Those behind move up, unless that would put one before the place its hash says.
        let mask = self.slots.len() - 1;
        let (mut hole, mut next) = (at, (at + 1) & mask);
        while let Some(bucket) = &self.slots[next] {
            let home = bucket.hash as usize & mask;
            if next.wrapping_sub(home) & mask >= next.wrapping_sub(hole) & mask {
                self.slots.swap(hole, next);
                hole = next;
            }
            next = (next + 1) & mask;
        }
        taken
    }
    fn bucket(&self, at: usize) -> &Bucket<K, V> { self.slots[at].as_ref().unwrap() }
    fn bucket_mut(&mut self, at: usize) -> &mut Bucket<K, V> { self.slots[at].as_mut().unwrap() }
}

pub struct HashMap<K, V, S = RandomState> {
    table: Table<K, V>,
    hash_builder: S,
}
impl<K, V> HashMap<K, V, RandomState> {
    pub fn new() -> HashMap<K, V, RandomState> { HashMap::with_hasher(RandomState::new()) }
    pub fn with_capacity(capacity: usize) -> HashMap<K, V, RandomState> { HashMap::with_capacity_and_hasher(capacity, RandomState::new()) }
}
impl<K, V, S> HashMap<K, V, S> {
    pub const fn with_hasher(hash_builder: S) -> HashMap<K, V, S> { HashMap { table: Table { slots: Vec::new(), len: 0 }, hash_builder } }
    pub fn with_capacity_and_hasher(capacity: usize, hash_builder: S) -> HashMap<K, V, S> { HashMap { table: Table { slots: empty_slots(slots_for(capacity)), len: 0 }, hash_builder } }
    pub fn hasher(&self) -> &S { &self.hash_builder }
    pub fn capacity(&self) -> usize { capacity_of(self.table.slots.len()) }
    pub fn len(&self) -> usize { self.table.len }
    pub fn is_empty(&self) -> bool { self.table.len == 0 }
    pub fn clear(&mut self) {
        let count = self.table.slots.len();
        self.table.len = 0;
        self.table.slots.clear();
        self.table.slots = empty_slots(count);
    }
    pub fn iter(&self) -> Iter<'_, K, V> { Iter { slots: self.table.slots.iter(), left: self.table.len, _words: [0; 2] } }
    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> { IterMut { left: self.table.len, slots: self.table.slots.iter_mut(), _words: [0; 2] } }
    pub fn keys(&self) -> Keys<'_, K, V> { Keys { inner: self.iter() } }
    pub fn values(&self) -> Values<'_, K, V> { Values { inner: self.iter() } }
    pub fn values_mut(&mut self) -> ValuesMut<'_, K, V> { ValuesMut { inner: self.iter_mut() } }
    pub fn into_keys(self) -> IntoKeys<K, V> { IntoKeys { inner: self.into_iter() } }
    pub fn into_values(self) -> IntoValues<K, V> { IntoValues { inner: self.into_iter() } }
    pub fn drain(&mut self) -> IntoIter<K, V> {
        let count = self.table.slots.len();
        let left = crate::mem::replace(&mut self.table.len, 0);
        IntoIter { slots: crate::mem::replace(&mut self.table.slots, empty_slots(count)).into_iter(), left, _words: [0; 3] }
    }
    pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, mut f: F) {
        let count = self.table.slots.len();
        let old = crate::mem::replace(&mut self.table.slots, empty_slots(count));
        self.table.len = 0;
        for slot in old {
            if let Some(mut bucket) = slot {
                if f(&bucket.key, &mut bucket.value) {
                    self.table.place(bucket);
                }
            }
        }
    }
    pub fn extract_if<F: FnMut(&K, &mut V) -> bool>(&mut self, pred: F) -> ExtractIf<'_, K, V, F> { ExtractIf { at: 0, table: &mut self.table, pred } }
}
impl<K: Eq + Hash, V, S: BuildHasher> HashMap<K, V, S> {
    fn find<Q: ?Sized + Hash + Eq>(&self, key: &Q) -> Option<usize> where K: Borrow<Q> { if self.table.len == 0 { None } else { self.table.find(self.hash_builder.hash_one(key), key) } }
    pub fn reserve(&mut self, additional: usize) {
        let needed = self.table.len + additional;
        if needed > self.capacity() {
            self.table.resize(slots_for(needed));
        }
    }
    pub fn try_reserve(&mut self, additional: usize) -> Result<(), crate::collections::TryReserveError> {
        crate::collections::check_capacity::<Option<Bucket<K, V>>>(self.table.len, additional.saturating_mul(2))?;
        self.reserve(additional);
        Ok(())
    }
    pub fn shrink_to_fit(&mut self) { self.shrink_to(0) }
    pub fn shrink_to(&mut self, capacity: usize) {
        let count = slots_for(self.table.len.max(capacity));
        if count < self.table.slots.len() {
            self.table.resize(count);
        }
    }
    pub fn get<Q: ?Sized + Hash + Eq>(&self, key: &Q) -> Option<&V> where K: Borrow<Q> {
        match self.find(key) {
            Some(at) => Some(&self.table.bucket(at).value),
            None => None,
        }
    }
    pub fn get_key_value<Q: ?Sized + Hash + Eq>(&self, key: &Q) -> Option<(&K, &V)> where K: Borrow<Q> {
        let bucket = self.table.bucket(self.find(key)?);
        Some((&bucket.key, &bucket.value))
    }
    pub fn get_mut<Q: ?Sized + Hash + Eq>(&mut self, key: &Q) -> Option<&mut V> where K: Borrow<Q> {
        match self.find(key) {
            Some(at) => Some(&mut self.table.bucket_mut(at).value),
            None => None,
        }
    }
    pub fn get_disjoint_mut<Q: ?Sized + Hash + Eq, const N: usize>(&mut self, keys: [&Q; N]) -> [Option<&'_ mut V>; N] where K: Borrow<Q> {
        let places: [Option<usize>; N] = crate::array::from_fn(|i| self.find(keys[i]));
        let mut i = 0;
        while i < N {
            if places[i].is_some() && places[..i].contains(&places[i]) {
                panic!("duplicate keys found");
            }
            i += 1;
        }
        let slots = self.table.slots.as_mut_ptr();
        crate::array::from_fn(|i| match places[i] {
            Some(at) => match unsafe { &mut *slots.add(at) } {
                Some(bucket) => Some(&mut bucket.value),
                None => None,
            },
            None => None,
        })
    }
    pub unsafe fn get_disjoint_unchecked_mut<Q: ?Sized + Hash + Eq, const N: usize>(&mut self, keys: [&Q; N]) -> [Option<&'_ mut V>; N] where K: Borrow<Q> { self.get_disjoint_mut(keys) }
    pub fn contains_key<Q: ?Sized + Hash + Eq>(&self, key: &Q) -> bool where K: Borrow<Q> { self.find(key).is_some() }
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        let hash = self.hash_builder.hash_one(&key);
        match self.table.find(hash, &key) {
            Some(at) => Some(crate::mem::replace(&mut self.table.bucket_mut(at).value, value)),
            None => {
                self.table.insert_new(hash, key, value);
                None
            }
        }
    }
    pub fn remove<Q: ?Sized + Hash + Eq>(&mut self, key: &Q) -> Option<V> where K: Borrow<Q> {
        let at = self.find(key)?;
        Some(self.table.take(at).value)
    }
    pub fn remove_entry<Q: ?Sized + Hash + Eq>(&mut self, key: &Q) -> Option<(K, V)> where K: Borrow<Q> {
        let at = self.find(key)?;
        let bucket = self.table.take(at);
        Some((bucket.key, bucket.value))
    }
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        let hash = self.hash_builder.hash_one(&key);
        match self.table.find(hash, &key) {
            Some(at) => Entry::Occupied(OccupiedEntry { table: &mut self.table, at }),
            None => Entry::Vacant(VacantEntry { table: &mut self.table, hash, key }),
        }
    }
}

impl<K: Clone, V: Clone, S: Clone> Clone for HashMap<K, V, S> {
    fn clone(&self) -> HashMap<K, V, S> { HashMap { table: Table { slots: self.table.slots.clone(), len: self.table.len }, hash_builder: self.hash_builder.clone() } }
}
impl<K: Clone, V: Clone> Clone for Bucket<K, V> {
    fn clone(&self) -> Bucket<K, V> { Bucket { hash: self.hash, key: self.key.clone(), value: self.value.clone() } }
}
impl<K, V, S: Default> Default for HashMap<K, V, S> {
    fn default() -> HashMap<K, V, S> { HashMap::with_hasher(S::default()) }
}
impl<K: Debug, V: Debug, S> Debug for HashMap<K, V, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_map().entries(self.iter()).finish() }
}
impl<K: Eq + Hash, V: PartialEq, S: BuildHasher> PartialEq for HashMap<K, V, S> {
    fn eq(&self, other: &HashMap<K, V, S>) -> bool {
        self.len() == other.len()
            && self.iter().all(|(key, value)| match other.get(key) {
                Some(other_value) => *value == *other_value,
                None => false,
            })
    }
}
impl<K: Eq + Hash, V: Eq, S: BuildHasher> Eq for HashMap<K, V, S> {}
impl<K: Eq + Hash + Borrow<Q>, Q: ?Sized + Eq + Hash, V, S: BuildHasher> Index<&Q> for HashMap<K, V, S> {
    type Output = V;
    fn index(&self, key: &Q) -> &V { self.get(key).expect("no entry found for key") }
}
impl<K: Eq + Hash, V, const N: usize> From<[(K, V); N]> for HashMap<K, V, RandomState> {
    fn from(array: [(K, V); N]) -> HashMap<K, V, RandomState> { HashMap::from_iter(array) }
}
impl<K: Eq + Hash, V, S: BuildHasher + Default> FromIterator<(K, V)> for HashMap<K, V, S> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(iter: I) -> HashMap<K, V, S> {
        let mut map = HashMap::with_hasher(S::default());
        map.extend(iter);
        map
    }
}
impl<K: Eq + Hash, V, S: BuildHasher> Extend<(K, V)> for HashMap<K, V, S> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, iter: I) {
        for (key, value) in iter {
            self.insert(key, value);
        }
    }
}
impl<'a, K: Eq + Hash + Copy, V: Copy, S: BuildHasher> Extend<(&'a K, &'a V)> for HashMap<K, V, S> {
    fn extend<I: IntoIterator<Item = (&'a K, &'a V)>>(&mut self, iter: I) {
        for (key, value) in iter {
            self.insert(*key, *value);
        }
    }
}

// ---- Entries

pub enum Entry<'a, K: 'a, V: 'a> {
    Occupied(OccupiedEntry<'a, K, V>),
    Vacant(VacantEntry<'a, K, V>),
}
pub struct OccupiedEntry<'a, K: 'a, V: 'a> {
    table: &'a mut Table<K, V>,
    at: usize,
}
pub struct VacantEntry<'a, K: 'a, V: 'a> {
    table: &'a mut Table<K, V>,
    hash: u64,
    key: K,
}
impl<'a, K, V> Entry<'a, K, V> {
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
impl<'a, K, V> OccupiedEntry<'a, K, V> {
    pub fn key(&self) -> &K { &self.table.bucket(self.at).key }
    pub fn get(&self) -> &V { &self.table.bucket(self.at).value }
    pub fn get_mut(&mut self) -> &mut V { &mut self.table.bucket_mut(self.at).value }
    pub fn into_mut(self) -> &'a mut V { &mut self.table.bucket_mut(self.at).value }
    pub fn insert(&mut self, value: V) -> V { crate::mem::replace(self.get_mut(), value) }
    pub fn remove(self) -> V { self.table.take(self.at).value }
    pub fn remove_entry(self) -> (K, V) {
        let bucket = self.table.take(self.at);
        (bucket.key, bucket.value)
    }
}
impl<'a, K, V> VacantEntry<'a, K, V> {
    pub fn key(&self) -> &K { &self.key }
    pub fn into_key(self) -> K { self.key }
    pub fn insert(self, value: V) -> &'a mut V {
        let at = self.table.insert_new(self.hash, self.key, value);
        &mut self.table.bucket_mut(at).value
    }
    pub fn insert_entry(self, value: V) -> OccupiedEntry<'a, K, V> {
        let at = self.table.insert_new(self.hash, self.key, value);
        OccupiedEntry { table: self.table, at }
    }
}
impl<K: Debug, V: Debug> Debug for Entry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Entry::Occupied(entry) => f.debug_tuple("Entry").field(entry).finish(),
            Entry::Vacant(entry) => f.debug_tuple("Entry").field(entry).finish(),
        }
    }
}
impl<K: Debug, V: Debug> Debug for OccupiedEntry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_struct("OccupiedEntry").field("key", self.key()).field("value", self.get()).finish_non_exhaustive() }
}
impl<K: Debug, V> Debug for VacantEntry<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_tuple("VacantEntry").field(&self.key).finish() }
}

// ---- Iterators

// The words that are not used are those that std's have, which the sizes of futures show.
pub struct Iter<'a, K, V> {
    slots: crate::slice::Iter<'a, Option<Bucket<K, V>>>,
    left: usize,
    _words: [usize; 2],
}
pub struct IterMut<'a, K, V> {
    slots: crate::slice::IterMut<'a, Option<Bucket<K, V>>>,
    left: usize,
    _words: [usize; 2],
}
pub struct IntoIter<K, V> {
    slots: crate::vec::IntoIter<Option<Bucket<K, V>>>,
    left: usize,
    _words: [usize; 3],
}
pub type Drain<'a, K, V> = IntoIter<K, V>;
macro_rules! slot_iterators {
    ($([$($generics:tt)*] $Name:ty, $Item:ty, $bucket:ident => $item:expr;)*) => {$(
        impl<$($generics)*> Iterator for $Name {
            type Item = $Item;
            fn next(&mut self) -> Option<$Item> {
                if self.left == 0 {
                    return None;
                }
                self.left -= 1;
                loop {
                    if let Some($bucket) = self.slots.next()? {
                        return Some($item);
                    }
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) { (self.left, Some(self.left)) }
        }
        impl<$($generics)*> Default for $Name {
            fn default() -> Self { Self { slots: Default::default(), left: 0, _words: Default::default() } }
        }
        impl<$($generics)*> ExactSizeIterator for $Name {}
        impl<$($generics)*> FusedIterator for $Name {}
    )*};
}
slot_iterators! {
    ['a, K, V] Iter<'a, K, V>, (&'a K, &'a V), bucket => (&bucket.key, &bucket.value);
    ['a, K, V] IterMut<'a, K, V>, (&'a K, &'a mut V), bucket => (&bucket.key, &mut bucket.value);
    [K, V] IntoIter<K, V>, (K, V), bucket => (bucket.key, bucket.value);
}
impl<K, V> Clone for Iter<'_, K, V> {
    fn clone(&self) -> Self { Iter { slots: self.slots.clone(), left: self.left, _words: self._words } }
}
impl<K: Debug, V: Debug> Debug for Iter<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
}
macro_rules! part_iterators {
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
        impl<$($generics)*> ExactSizeIterator for $Type {}
        impl<$($generics)*> FusedIterator for $Type {}
        impl<$($generics)*> Default for $Type {
            fn default() -> Self { $Name { inner: Default::default() } }
        }
    )*};
}
part_iterators! {
    ['a, K, V] Keys Keys<'a, K, V>, Iter<'a, K, V>, &'a K, pair => pair.0;
    ['a, K, V] Values Values<'a, K, V>, Iter<'a, K, V>, &'a V, pair => pair.1;
    ['a, K, V] ValuesMut ValuesMut<'a, K, V>, IterMut<'a, K, V>, &'a mut V, pair => pair.1;
    [K, V] IntoKeys IntoKeys<K, V>, IntoIter<K, V>, K, pair => pair.0;
    [K, V] IntoValues IntoValues<K, V>, IntoIter<K, V>, V, pair => pair.1;
}
impl<K, V> Clone for Keys<'_, K, V> {
    fn clone(&self) -> Self { Keys { inner: self.inner.clone() } }
}
impl<K, V> Clone for Values<'_, K, V> {
    fn clone(&self) -> Self { Values { inner: self.inner.clone() } }
}
impl<K: Debug, V> Debug for Keys<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
}
impl<K, V: Debug> Debug for Values<'_, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.debug_list().entries(self.clone()).finish() }
}
pub struct ExtractIf<'a, K, V, F> {
    table: &'a mut Table<K, V>,
    at: usize,
    pred: F,
}
impl<K, V, F: FnMut(&K, &mut V) -> bool> Iterator for ExtractIf<'_, K, V, F> {
    type Item = (K, V);
    fn next(&mut self) -> Option<(K, V)> {
        while self.at < self.table.slots.len() {
            if let Some(bucket) = &mut self.table.slots[self.at] {
                if (self.pred)(&bucket.key, &mut bucket.value) {
                    let taken = self.table.take(self.at);
                    return Some((taken.key, taken.value));
                }
            }
            self.at += 1;
        }
        None
    }
}
impl<K, V, S> IntoIterator for HashMap<K, V, S> {
    type Item = (K, V);
    type IntoIter = IntoIter<K, V>;
    fn into_iter(self) -> IntoIter<K, V> { IntoIter { left: self.table.len, slots: self.table.slots.into_iter(), _words: [0; 3] } }
}
impl<'a, K, V, S> IntoIterator for &'a HashMap<K, V, S> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;
    fn into_iter(self) -> Iter<'a, K, V> { self.iter() }
}
impl<'a, K, V, S> IntoIterator for &'a mut HashMap<K, V, S> {
    type Item = (&'a K, &'a mut V);
    type IntoIter = IterMut<'a, K, V>;
    fn into_iter(self) -> IterMut<'a, K, V> { self.iter_mut() }
}
