//@ edition: 2024
// Closures that keep what they are given, lend what they hold, and go into objects and hidden types:
// all of it with lifetimes that hold, so that nothing is refused.
use std::any::Any;
use std::cell::RefCell;
use std::collections::HashMap;

struct Bus<'a> {
    handlers: Vec<Box<dyn Fn(&str) -> Option<String> + 'a>>,
    named: HashMap<String, Box<dyn FnMut(&mut Vec<String>, &str) + 'a>>,
}

impl<'a> Bus<'a> {
    fn on(&mut self, handler: impl Fn(&str) -> Option<String> + 'a) -> &mut Self {
        self.handlers.push(Box::new(handler));
        self
    }
    fn name<F>(&mut self, name: &str, handler: F)
    where
        F: FnMut(&mut Vec<String>, &str) + 'a,
    {
        self.named.insert(name.to_string(), Box::new(handler));
    }
    fn fire(&self, event: &str) -> Vec<String> {
        self.handlers.iter().filter_map(|handler| handler(event)).collect()
    }
}

struct Store {
    parts: Vec<Box<dyn Any>>,
}

impl Store {
    fn of<'s, T: 'static>(&'s self) -> impl Iterator<Item = &'s T> + 's {
        self.parts.iter().filter_map(|part| part.downcast_ref::<T>())
    }
}

struct Text<'t> {
    words: Vec<&'t str>,
}

impl<'t> Text<'t> {
    fn longer(&self, than: usize) -> impl Iterator<Item = &'t str> {
        self.words.iter().copied().filter(move |word| word.len() > than)
    }
    fn each(&self, mut f: impl FnMut(&'t str)) {
        self.words.iter().for_each(|word| f(word));
    }
}

fn labels(_of: &str) -> impl Iterator<Item = &'static str> {
    ["one", "two"].into_iter()
}

fn choose<'a>(a: &'a str, b: &'a str, f: impl Fn(&'a str, &'a str) -> &'a str) -> &'a str {
    f(a, b)
}

fn lend<R>(f: impl FnOnce(&mut String) -> R) -> R {
    f(&mut String::new())
}

fn main() {
    let prefix = String::from(">");
    let mut count = 0;
    {
        let mut bus = Bus { handlers: vec![], named: HashMap::new() };
        bus.on(|event| Some(format!("{prefix}{event}"))).on(|event| (event.len() > 2).then(|| event.to_uppercase()));
        bus.name("n", |out, name| {
            out.push(name.to_string());
            count += 1;
        });
        println!("{:?}", bus.fire("abc")); //~ PRINTS: [">abc", "ABC"]
        let mut out = vec![];
        for (name, handler) in bus.named.iter_mut() {
            handler(&mut out, name);
        }
        println!("{out:?}"); //~ PRINTS: ["n"]
    }
    println!("{count}"); //~ PRINTS: 1

    let store = Store { parts: vec![Box::new(1), Box::new("a"), Box::new(2)] };
    println!("{:?} {:?}", store.of::<i32>().collect::<Vec<_>>(), store.of::<&str>().map(|text| text.len()).sum::<usize>()); //~ PRINTS: [1, 2] 1

    let source = String::from("a bb ccc");
    let mut text = Text { words: source.split(' ').collect() };
    let first = text.longer(1).next();
    text.words.clear();
    println!("{first:?}"); //~ PRINTS: Some("bb")
    let forever: &'static str = labels(&String::from("gone")).next().unwrap();
    println!("{forever}"); //~ PRINTS: one

    let text = Text { words: source.split(' ').collect() };
    let mut kept = vec![];
    text.each(|word| kept.push(word));
    let longest = RefCell::new("");
    text.each(|word| {
        let mut longest = longest.borrow_mut();
        *longest = choose(word, *longest, |a, b| if a.len() > b.len() { a } else { b });
    });
    drop(text);
    println!("{kept:?} {}", longest.into_inner()); //~ PRINTS: ["a", "bb", "ccc"] ccc

    println!("{}", lend(|buffer| { //~ PRINTS: >
        buffer.push_str(&prefix);
        &prefix
    }));
    let mut names = vec![String::from("bb"), String::from("a")];
    names.sort_by_key(|name| name.len());
    names.sort_by(|a, b| a.as_str().cmp(b.as_str()));
    let mut total = 0;
    let mut add = |name: &String| total += name.len();
    names.iter().for_each(&mut add);
    add(&prefix);
    println!("{names:?} {total}"); //~ PRINTS: ["a", "bb"] 4
}
