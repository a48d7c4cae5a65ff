// Words counted in a hash map: hashing, probing, strings compared.
use std::collections::HashMap;

fn main() {
    let text = "the cat and the dog and the bird saw the other cat";
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for _ in 0..20 {
        for word in text.split(' ') {
            *counts.entry(word).or_insert(0) += 1;
        }
    }
    let mut pairs: Vec<_> = counts.into_iter().collect();
    pairs.sort();
    println!("{pairs:?}");
}
