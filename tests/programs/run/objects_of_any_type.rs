// The objects of a trait whose implementors are 'static are that too, also behind a short reference.
// `let ref x = 5;` borrows a constant for ever, as `&5` does.
use std::any::Any;
use std::fmt::Debug;

trait Part: Any + Debug {
    fn name(&self) -> String { format!("{self:?}") }
}
impl Part for u8 {}
impl Part for String {}

fn describe(value: &dyn Any) -> String {
    match value.downcast_ref::<i32>() {
        Some(n) => format!("number {n}"),
        None if value.is::<String>() => "text".into(),
        None => "unknown".into(),
    }
}

fn find<'a, T: Part>(parts: &[&'a dyn Part]) -> Option<&'a T> {
    parts.iter().find_map(|&part| (part as &dyn Any).downcast_ref::<T>())
}

fn add_one(value: &mut dyn Any) {
    if let Some(n) = value.downcast_mut::<i32>() {
        *n += 1;
    }
}

const LIMITS: Option<(i32, i32)> = Some((1, 9));

fn limits() -> &'static Option<(i32, i32)> {
    let ref all = LIMITS;
    all
}

fn five() -> &'static i32 {
    let ref five = 5;
    five
}

fn main() {
    println!("{} {} {}", describe(&3), describe(&String::new()), describe(&'c')); //~ PRINTS: number 3 text unknown
    let (byte, text) = (7u8, String::from("seven"));
    let parts: [&dyn Part; 2] = [&byte, &text];
    println!("{:?} {:?} {}", find::<String>(&parts), find::<u8>(&parts[1..]), parts[0].name()); //~ PRINTS: Some("seven") None 7
    let mut n = 1;
    add_one(&mut n);
    println!("{n} {:?} {}", limits(), five()); //~ PRINTS: 2 Some((1, 9)) 5
}
