// The collections, each in a file of its own.

pub use crate::binary_heap::BinaryHeap;
pub use crate::btree_map::BTreeMap;
pub use crate::btree_set::BTreeSet;
pub use crate::hash_map::HashMap;
pub use crate::hash_set::HashSet;
pub use crate::linked_list::LinkedList;
pub use crate::ops::Bound;
pub use crate::vec_deque::VecDeque;
pub use crate::{binary_heap, btree_map, btree_set, hash_map, hash_set, linked_list, vec_deque};

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
