// Nested iterators from both ends, copied and counted; iterators that are empty by default; what
// stays at its end once it is there.
use std::collections::{BTreeMap, HashMap, LinkedList};
use std::iter::{self, FusedIterator};

fn last_two<I: DoubleEndedIterator>(iter: I) -> Vec<I::Item> {
    iter.rev().take(2).collect()
}
fn count_after_end(mut iter: impl FusedIterator) -> usize {
    while iter.next().is_some() {}
    iter.count()
}

fn main() {
    let rows = vec![vec![1, 2], vec![], vec![3, 4, 5], vec![]];
    let mut flat = rows.iter().flatten();
    println!("{:?} {:?} {:?} {:?}", flat.next(), flat.next_back(), flat.next_back(), flat.clone().collect::<Vec<_>>()); //~ PRINTS: Some(1) Some(5) Some(4) [2, 3]
    println!("{:?} {:?} {:?} {:?}", flat.next_back(), flat.size_hint(), flat.next(), flat.next_back()); //~ PRINTS: Some(3) (1, None) Some(2) None
    println!("{:?} {:?}", last_two([Some('a'), None, Some('b')].into_iter().flatten()), last_two(rows.iter().flat_map(|row| row.iter().map(|n| n * 10)))); //~ PRINTS: ['b', 'a'] [50, 40]
    let doubled = rows.iter().flat_map(|row| row.iter().map(|n| n * 2));
    println!("{} {}", doubled.clone().sum::<i32>(), doubled.max().unwrap()); //~ PRINTS: 30 10

    let powers = iter::successors(Some(1u32), |n| n.checked_mul(10));
    println!("{} {:?} {:?}", powers.clone().count(), powers.last(), iter::repeat(7).size_hint()); //~ PRINTS: 10 Some(1000000000) (18446744073709551615, None)
    println!("{:?} {:?}", last_two(iter::once_with(|| 5)), iter::repeat('x').rev().take(2).collect::<String>()); //~ PRINTS: [5] "xx"

    let none: iter::Chain<std::slice::Iter<'_, u8>, std::vec::IntoIter<&u8>> = Default::default();
    println!("{} {}", none.count(), <iter::Flatten<std::vec::IntoIter<Vec<i32>>>>::default().count()); //~ PRINTS: 0 0
    let entries: std::collections::btree_map::Iter<'_, i32, i32> = Default::default();
    println!("{} {}", entries.len(), std::collections::hash_map::Keys::<i32, i32>::default().len()); //~ PRINTS: 0 0
    let (tree, table, list) = (BTreeMap::from([(1, 2)]), HashMap::from([(1, 2)]), LinkedList::from([1, 2]));
    println!("{}", count_after_end(tree.iter().chain(&table)) + count_after_end(list.iter().copied()) + count_after_end(0..3)); //~ PRINTS: 0
}
