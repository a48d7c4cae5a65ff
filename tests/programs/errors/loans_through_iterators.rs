// What an iterator adapter or `collect` gives still borrows from where the items come; what a closure
// computes anew does not.
use std::collections::HashMap;

fn keeps(mut numbers: Vec<i32>) {
    let seen: Vec<&i32> = numbers.iter().map(|x| x).collect();
    numbers.push(4); //~ ERROR E0502
    println!("{seen:?}");
}

fn keeps_words(mut text: String) {
    let words: Vec<&str> = text.split(' ').filter(|w| !w.is_empty()).collect();
    text.clear(); //~ ERROR E0502
    println!("{words:?}");
}

fn keeps_keys(mut ages: HashMap<String, i32>) {
    let names: Vec<_> = ages.keys().collect();
    ages.insert(String::new(), 1); //~ ERROR E0502
    println!("{names:?}");
}

fn keeps_parts(mut rows: Vec<(String, i32)>) {
    let first = rows.iter().map(|(name, _)| name.as_str()).next();
    rows.clear(); //~ ERROR E0502
    println!("{first:?}");
}

fn call<A, B, F: FnMut(A) -> B>(mut f: F, a: A) -> B {
    f(a)
}

fn keeps_result() {
    let shown;
    {
        let name = String::from("x");
        shown = call(|text: &String| text.as_str(), &name); //~ ERROR E0597
    }
    println!("{shown}");
}

fn computes(mut numbers: Vec<i32>, mut text: String) {
    let squares: Vec<i32> = numbers.iter().map(|x| x * x).collect();
    numbers.push(squares[0]);
    let lengths: Vec<usize> = text.split(' ').map(|w| w.len()).collect();
    text.push_str(&lengths.len().to_string());
    let other = String::from("other");
    let mut all: Vec<&str> = text.split(' ').map(|w| w.trim()).collect();
    all.push(&other);
    println!("{all:?}");
    text.clear();
    let count = call(|text: &String| text.len(), &text);
    text.push_str(&count.to_string());
}

fn main() {
    keeps(vec![1]);
    keeps_words(String::new());
    keeps_keys(HashMap::new());
    keeps_parts(Vec::new());
    keeps_result();
    computes(vec![1], String::new());
}
