// What goes out must be promised by what comes in.
use std::fmt::Display;

struct Reader<'a> {
    text: &'a str,
    seen: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    fn text(&self) -> &'a str {
        self.text
    }
    fn short(&self) -> &str {
        self.text
    }
    fn set(&mut self, text: &'a str) {
        self.text = text;
    }
    fn set_any(&mut self, text: &str) {
        self.text = text; //~ ERROR E0621
    }
    fn push_any(&mut self, text: &str) {
        self.seen.push(text); //~ ERROR E0621
    }
    fn other(&self, text: &str) -> &str {
        if self.text.is_empty() {
            return text; //~ ERROR: need not last
        }
        self.text
    }
}

struct Pair<'a, 'b> {
    left: &'a str,
    right: &'b str,
}

impl<'a, 'b> Pair<'a, 'b> {
    fn left(&self) -> &'a str {
        self.left
    }
    fn mixed(&self) -> &'a str {
        self.right //~ ERROR: need not last
    }
}

// Bounds say it, and so do types: a reference to a reference.
fn shorter<'a, 'b: 'a>(_: &'a str, text: &'b str) -> &'a str {
    text
}
fn inner<'a, 'b>(text: &'a &'b str) -> &'a str {
    *text
}

fn longest<'a>(left: &'a str, right: &str) -> &'a str {
    if left.len() > right.len() { left } else { right } //~ ERROR E0621
}

fn forever(text: &str) -> &'static str {
    text //~ ERROR: need not last
}

fn append(list: &mut Vec<&str>, text: &str) {
    list.push(text); //~ ERROR: need not last
}

fn append_same<'a>(list: &mut Vec<&'a str>, text: &'a str) {
    list.push(text);
}

fn print_later(text: &str) {
    std::thread::spawn(move || println!("{text}")); //~ ERROR E0521
}

fn words<'a>(text: &'a str) -> impl Iterator<Item = &'a str> + 'a {
    text.split(' ').filter(|word| !word.is_empty())
}

fn boxed<'a>(text: &'a str) -> Box<dyn Display + 'a> {
    Box::new(text)
}

fn main() {}
