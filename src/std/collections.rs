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
