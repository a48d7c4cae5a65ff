// What is no place cannot be assigned to. That a reference has no such operator is said instead, for the
// value behind it may have one.
use std::collections::HashMap;

fn number() -> i32 { 1 }

fn main() {
    let mut seen: HashMap<u32, i32> = HashMap::new();
    seen.entry(1).or_default() += 1; //~ ERROR E0368
    seen //~ ERROR E0368
        .entry(1)
        .or_insert(0) += 1;
    number() += 1; //~ ERROR E0067
    let mut all = vec![1];
    all.iter_mut().next().unwrap() -= 2; //~ ERROR E0368
    for each in all.iter_mut() {
        each += 1; //~ ERROR E0368
    }
    all
        .len()
        = 3; //~ ERROR E0070
    number() <<= &3; //~ ERROR E0067
    seen.get_mut(&1).unwrap() = 3; //~ ERROR E0070
}
