use std::collections::HashMap;

fn curry(a: i32) -> impl Fn(i32) -> Box<dyn Fn(i32) -> i32> {
    move |b| Box::new(move |c| a * 100 + b * 10 + c)
}

struct Cache<'k, F: Fn(&str) -> usize> {
    measure: F,
    seen: HashMap<&'k str, usize>,
    hits: u32,
}

impl<'k, F: Fn(&str) -> usize> Cache<'k, F> {
    fn get(&mut self, key: &'k str) -> usize {
        if let Some(&known) = self.seen.get(key) {
            self.hits += 1;
            return known;
        }
        let made = (self.measure)(key);
        self.seen.insert(key, made);
        made
    }
}

fn main() {
    println!("{}", curry(1)(2)(3)); //~ PRINTS: 123
    let mut cache = Cache { measure: |text| text.len() * 2, seen: HashMap::new(), hits: 0 };
    println!("{} {} {}", cache.get("aa"), cache.get("aa"), cache.hits); //~ PRINTS: 4 4 1
}
