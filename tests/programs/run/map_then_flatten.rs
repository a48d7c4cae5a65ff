// The items of a mapped iterator are what its function gives, also where they are taken apart again.
use std::collections::BTreeSet;

fn halves(n: u32) -> Option<u32> {
    (n % 2 == 0).then_some(n / 2)
}

fn main() {
    let words = ["alpha", "beta", "gamma"];
    let letters: String = words.iter().map(|word| word.chars()).flatten().collect();
    println!("{letters} {}", words.iter().map(|word| word.bytes()).flatten().filter(|b| *b == b'a').count()); //~ PRINTS: alphabetagamma 5
    println!("{:?}", vec![1u32, 2, 8].into_iter().map(halves).flatten().collect::<Vec<_>>()); //~ PRINTS: [1, 4]
    let parsed: i64 = "1 x 3".split(' ').map(str::parse::<i64>).flatten().sum();
    let names: BTreeSet<String> = words.iter().map(|word| vec![word.to_string(), word.to_uppercase()]).flatten().collect();
    println!("{parsed} {:?}", names.iter().map(|name| name.split('A')).flatten().max()); //~ PRINTS: 4 Some("gamma")
}
