//@ edition: 2021
// A lifetime that the type of a variable names is asked of its value, and what is left out is not.

struct Words<'a> {
    all: Vec<&'a str>,
}

impl<'a> Words<'a> {
    fn first(&self) -> &'a str {
        let word: &'a str = self.all[0];
        word
    }
    fn whole(&self) -> usize {
        let all: &'a [&'a str] = &self.all; //~ ERROR lifetime
        all.len()
    }
    fn add(&mut self, word: &str) {
        let kept: &'a str = word; //~ ERROR E0621
        self.all.push(kept);
    }
}

fn longest<'a, 'b: 'a>(x: &'a str, y: &'b str) -> &'a str {
    let best: &'a str = y;
    if x.len() > best.len() { x } else { best }
}

fn upper<'a>(text: &'a str) -> Words<'a> {
    let own = text.to_uppercase();
    let all: Vec<&'a str> = own.split(' ').collect(); //~ ERROR E0597
    Words { all }
}

fn main() {
    let owned = String::from("a");
    let literal: &'static str = "b";
    let five: &'static i32 = &5;
    let leaked: &'static str = Box::leak(owned.clone().into_boxed_str());
    let forever: &'static str = &owned; //~ ERROR E0597
    let told: Words<'static> = Words { all: vec![&owned] }; //~ ERROR E0597
    let short: Words<'_> = Words { all: vec![&owned] };
    let tells: Box<dyn Fn() -> usize> = Box::new(|| owned.len());
    let lasts: Box<dyn Fn() -> usize + 'static> = Box::new(|| owned.len()); //~ ERROR E0597
    println!("{literal}{five}{leaked}{forever}{}{}", told.all.len() + short.all.len(), tells() + lasts());
}
