// A B-tree that is searched and grows: slices, splits and raw pointers of std.
use std::collections::BTreeMap;

fn main() {
    let mut sums = BTreeMap::new();
    for i in 0..1000u64 {
        *sums.entry(i * 7 % 251).or_insert(0u64) += i;
    }
    println!("{} {}", sums.len(), sums.values().sum::<u64>());
}
