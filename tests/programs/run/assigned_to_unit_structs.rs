// A unit struct on the left of `=` is a pattern, like `_`: nothing is assigned.
#[derive(Debug, PartialEq, Clone, Copy)]
struct Unit;

struct Holds<T>(T, Unit);

macro_rules! angled {
    ($value:literal) => {
        concat!("<", $value, ">")
    };
}

fn main() {
    Unit = Unit;
    let number;
    (number, Unit) = (3, Unit);
    let text;
    Holds(text, Unit) = Holds("four", Unit);
    println!("{number} {text}"); //~ PRINTS: 3 four
    // A literal with its sign is one literal, also when a macro hands it on.
    println!("{} {}", angled!(-1), angled!("s")); //~ PRINTS: <-1> <s>
    // Only ranges whose length fits a `usize` everywhere know it.
    let odd: Vec<(usize, u16)> = (1..=5u16).step_by(2).enumerate().rev().collect();
    println!("{odd:?}"); //~ PRINTS: [(2, 5), (1, 3), (0, 1)]
}
