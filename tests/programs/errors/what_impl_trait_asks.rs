//@ edition: 2024
// A lifetime in the bounds of an argument's `impl Trait` is asked of what is given.
use std::fmt::Display;

fn keep(task: impl Fn() -> usize + 'static) -> usize {
    task()
}

fn show<'a>(first: &'a str, second: impl Display + 'a) -> Box<dyn Display + 'a> {
    if first.is_empty() { Box::new(second) } else { Box::new(first) }
}

fn any<T>(value: impl Into<T> + 'static) -> T {
    value.into()
}

fn pass<T: Display>(value: T) -> Box<dyn Display> {
    fn boxed(value: impl Display + 'static) -> Box<dyn Display> {
        Box::new(value)
    }
    boxed(value) //~ ERROR E0310
}

fn main() {
    let name = String::from("Ann");
    keep(|| name.len()); //~ ERROR E0373
    let length = name.len();
    keep(move || length);
    let shown;
    {
        let inner = 1;
        shown = show(&name, &inner); //~ ERROR E0597
    }
    println!("{shown}");
    let text: String = any(name.as_str()); //~ ERROR E0597
    let text: String = any("for ever");
    println!("{text} {}", pass(1));
}
