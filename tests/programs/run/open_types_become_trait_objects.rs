use std::fmt::{Debug, Display};
use std::rc::Rc;

fn longest<'a>(names: &'a [Box<dyn AsRef<str>>]) -> Option<&'a dyn AsRef<str>> {
    names.iter().map(|name| name.as_ref()).max_by(|a, b| a.as_ref().len().cmp(&b.as_ref().len()))
}

fn main() {
    let one: Box<dyn Display> = Box::new(1);
    let all: Vec<Box<dyn Debug>> = vec![Box::new(2), Box::new(2.5), Box::new("text"), Box::new(None::<u8>)];
    println!("{one} {all:?}"); //~ PRINTS: 1 [2, 2.5, "text", None]
    let next: Rc<dyn Fn(i32) -> i32> = Rc::new(|n| n + 1);
    println!("{}", next(4)); //~ PRINTS: 5
    let names: Vec<Box<dyn AsRef<str>>> = vec![Box::new("one"), Box::new(String::from("three"))];
    println!("{}", longest(&names).map_or("", |name| name.as_ref())); //~ PRINTS: three
}
