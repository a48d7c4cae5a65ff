//@ edition: 2024
// What a closure does with what it is given and with what it holds is asked of the code around it:
// where it is made, where it is called, and where it is given to a function that calls it.
use std::thread;

struct Words<'a> {
    items: Vec<&'a str>,
}

impl<'a> Words<'a> {
    fn each(&self, mut f: impl FnMut(&'a str)) {
        for item in &self.items {
            f(item);
        }
    }
}

fn change<T, F: FnOnce(&mut T)>(mut value: T, f: F) -> T {
    f(&mut value);
    value
}

fn called() {
    let mut out: Option<&i32> = None;
    {
        let number = 1;
        let mut keep = |from| out = Some(from);
        keep(&number); //~ ERROR E0597
    }
    println!("{out:?}");
}

fn given() {
    let mut kept = vec![];
    let text = String::from("a b");
    let words = Words { items: text.split(' ').collect() };
    words.each(|item| kept.push(item));
    drop(text); //~ ERROR E0505
    println!("{kept:?}");
}

fn into_the_argument() {
    let text = String::from("a");
    let words = change(Vec::new(), |words: &mut Vec<&str>| words.push(&text));
    drop(text); //~ ERROR E0505
    println!("{words:?}");
}

fn made() {
    let mut all: Vec<&str> = vec![];
    let one = String::from("a");
    let borrowed = one.as_str();
    let mut add = || all.push(borrowed);
    add();
    drop(one); //~ ERROR E0505
    println!("{all:?}");
}

fn in_objects() {
    let mut later: Vec<Box<dyn Fn() -> i32>> = vec![];
    let number = 0;
    later.push(Box::new(|| number)); //~ ERROR E0597
    println!("{}", later[0]());
}

fn for_ever() {
    let mut list = vec![1];
    let handle = thread::spawn(|| list.push(2)); //~ ERROR E0373
    handle.join().unwrap();
    let seen = &list; //~ ERROR E0502
    println!("{seen:?}");
    let name = String::from("n");
    let by_name = &name; //~ ERROR E0597
    thread::spawn(move || println!("{by_name}"));
}

fn hidden(list: &mut Vec<u8>) -> impl Iterator<Item = u8> {
    list.drain(..)
}

fn hidden_for_ever(text: &str) -> impl Fn() -> usize + 'static {
    move || text.len() //~ ERROR need not last
}

fn main() {
    called();
    given();
    into_the_argument();
    made();
    in_objects();
    for_ever();
    let mut list = vec![1];
    let first = hidden(&mut list);
    let second = hidden(&mut list); //~ ERROR E0499
    println!("{} {}", first.count(), second.count());
    hidden_for_ever("a")();
}
