// What a function value gives back still borrows from what it was given: it says so where its type is
// written, or its body shows it.
fn by_bound<F: Fn(&str) -> &str>(f: F) {
    let shown;
    {
        let name = String::from("a");
        shown = f(&name); //~ ERROR E0597
    }
    println!("{shown}");
}

fn by_where<F>(mut f: F)
where
    F: for<'a> FnMut(&'a mut Vec<i32>) -> &'a mut i32,
{
    let mut numbers = vec![1];
    let first = f(&mut numbers);
    numbers.push(2); //~ ERROR E0499
    *first = 3;
}

fn by_impl(f: impl Fn(&Vec<i32>) -> Option<&i32>) {
    let mut numbers = vec![1];
    let first = f(&numbers);
    numbers.push(2); //~ ERROR E0502
    println!("{first:?}");
}

fn by_object(f: &dyn Fn(&str) -> &str, g: Box<dyn Fn(&str) -> &str>) {
    let (shown, boxed);
    {
        let name = String::from("a");
        shown = f(&name); //~ ERROR E0597
        let other = String::from("b");
        boxed = g(&other); //~ ERROR E0597
    }
    println!("{shown} {boxed}");
}

fn by_pointer(f: fn(&mut String) -> &mut String) {
    let mut text = String::new();
    let same = f(&mut text);
    text.push('a'); //~ ERROR E0499
    same.push('b');
}

struct Chooser {
    choose: fn(&[i32]) -> &i32,
    name: Box<dyn Fn(&str) -> &str>,
}

impl Chooser {
    fn run(&self) {
        let mut numbers = vec![1, 2];
        let chosen = (self.choose)(&numbers);
        numbers.clear(); //~ ERROR E0502
        println!("{chosen}");
        let mut text = String::from("a");
        let named = (self.name)(&text);
        text.clear(); //~ ERROR E0502
        println!("{named}");
    }
}

fn length(text: &String) -> usize {
    text.len()
}

fn first_word(text: &String) -> &str {
    text.split(' ').next().unwrap_or("")
}

fn by_item() {
    let mut names = vec![String::from("a b")];
    let words: Vec<&str> = names.iter().map(first_word).collect();
    names.clear(); //~ ERROR E0502
    println!("{words:?}");
    let lengths: Vec<usize> = names.iter().map(length).collect();
    names.clear();
    println!("{lengths:?}");
    let start = names.first().map(String::as_str);
    names.push(String::new()); //~ ERROR E0502
    println!("{start:?}");
}

fn by_closure() {
    let mut numbers = vec![1, 2];
    let get = |i: usize| &numbers[i];
    let first = get(0);
    numbers.push(3); //~ ERROR E0502
    println!("{first}");
}

/// What it gives lasts for ever, or is another value.
fn fine(fixed: fn(&str) -> &'static str, owned: impl Fn(&str) -> String, pick: impl Fn(&str, &i32) -> bool) {
    let (a, b, c);
    {
        let name = String::from("a");
        a = fixed(&name);
        b = owned(&name);
        c = pick(&name, &1);
    }
    println!("{a} {b} {c}");
}

fn main() {
    by_bound(|text| text);
    fine(|_| "x", |text| text.to_string(), |text, n| text.len() as i32 == *n);
}
