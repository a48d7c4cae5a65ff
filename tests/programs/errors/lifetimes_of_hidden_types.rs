//@ edition: 2021
// Up to edition 2021 what is returned as `impl Trait` holds a lifetime only if its bounds name it.
fn counts(from: &i32) -> impl Fn() -> i32 {
    move || *from //~ ERROR E0700
}

fn numbers(of: &Vec<u8>) -> impl Iterator<Item = u8> {
    of.iter().copied() //~ ERROR E0700
}

fn named<'a>(of: &'a [u8]) -> impl Iterator<Item = u8> + 'a {
    of.iter().copied()
}

fn left_out(of: &[u8]) -> impl Iterator<Item = u8> + '_ {
    of.iter().copied()
}

fn in_item<'a>(of: &'a [u8]) -> impl Iterator<Item = &'a u8> {
    of.iter()
}

fn copied(from: &i32) -> impl Fn() -> i32 {
    let number = *from;
    move || number
}

fn generic<T: Clone>(value: T) -> impl Fn() -> T {
    move || value.clone()
}

struct Words<'a>(&'a str);

impl<'a> Words<'a> {
    fn all(&self) -> impl Iterator<Item = char> + 'a {
        self.0.chars()
    }
    fn own(&self) -> impl Iterator<Item = char> {
        self.0.chars() //~ ERROR E0700
    }
}

fn main() {
    let words = Words("ab");
    println!("{} {}", words.all().count(), words.own().count());
    println!("{} {}", named(&[1]).count(), left_out(&[1]).count() + in_item(&[2]).count());
    println!("{} {} {}", copied(&1)(), generic(2)(), numbers(&vec![]).count() as i32 + counts(&1)());
}
