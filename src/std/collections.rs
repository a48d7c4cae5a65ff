// The collections, each in a file of its own.

#[cfg(std_file = "binary_heap")]
pub use crate::binary_heap::{self, BinaryHeap};
#[cfg(std_file = "btree_map")]
pub use crate::btree_map::{self, BTreeMap};
#[cfg(std_file = "btree_set")]
pub use crate::btree_set::{self, BTreeSet};
#[cfg(std_file = "hash_map")]
pub use crate::hash_map::{self, HashMap};
#[cfg(std_file = "hash_set")]
pub use crate::hash_set::{self, HashSet};
#[cfg(std_file = "linked_list")]
pub use crate::linked_list::{self, LinkedList};
pub use crate::ops::Bound;
#[cfg(std_file = "vec_deque")]
pub use crate::vec_deque::{self, VecDeque};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TryReserveError {
    kind: TryReserveErrorKind,
}
#[derive(Clone, Debug, PartialEq, Eq)]
enum TryReserveErrorKind {
    CapacityOverflow,
}
impl crate::fmt::Display for TryReserveError {
    fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result { f.write_str("memory allocation failed because the computed capacity exceeded the collection's maximum") }
}
impl crate::error::Error for TryReserveError {}
/// Whether memory for so many elements could be asked for at all.
pub(crate) fn check_capacity<T>(len: usize, additional: usize) -> Result<(), TryReserveError> {
    if let Some(count) = len.checked_add(additional) {
        if let Some(bytes) = count.checked_mul(size_of::<T>()) {
            if bytes <= isize::MAX as usize {
                return Ok(());
            }
        }
    }
    Err(TryReserveError { kind: TryReserveErrorKind::CapacityOverflow })
}
