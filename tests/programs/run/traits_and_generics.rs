trait Speak {
    fn name(&self) -> String;
    fn speak(&self) -> String {
        format!("{} speaks", self.name())
    }
}

struct Dog;
struct Robot {
    id: u8,
}

impl Speak for Dog {
    fn name(&self) -> String {
        "dog".to_string()
    }
}

impl Speak for Robot {
    fn name(&self) -> String {
        format!("robot {}", self.id)
    }
    fn speak(&self) -> String {
        String::from("beep")
    }
}

fn largest<T: PartialOrd + Copy>(items: &[T]) -> T {
    let mut best = items[0];
    for &item in items {
        if item > best {
            best = item;
        }
    }
    best
}

/// What the items are added up to is named while the bound on them is being said.
fn total<I: IntoIterator<Item: std::iter::Sum<I::Item>>>(items: I) -> I::Item {
    items.into_iter().sum()
}

// The bound of a parameter says what a constant's type is, and that a lifetime is used.
trait Digest { type Out: Eq; }
trait Codec<D: Digest> { const EMPTY: D::Out; }
struct Sum;
impl Digest for Sum { type Out = u64; }
impl Codec<Sum> for () { const EMPTY: u64 = 0; }
trait Pools<'r>: Sized { type Slots: 'r; }
struct Pool;
struct Slots<'a> { of: Vec<Slot<'a, Pool>> }
impl<'a> Pools<'a> for Pool { type Slots = Slots<'a>; }
#[allow(dead_code)]
enum Slot<'a, P: Pools<'a>> { Next(Box<P::Slots>) }
fn speaks(speaker: &dyn Speak) -> String where dyn Speak + 'static: Speak { speaker.name() }

fn main() {
    println!("{}", total(vec![1, 2, 3])); //~ PRINTS: 6
    println!("{} / {}", Dog.speak(), Robot { id: 7 }.speak()); //~ PRINTS: dog speaks / beep
    let all: Vec<Box<dyn Speak>> = vec![Box::new(Dog), Box::new(Robot { id: 1 })];
    for one in &all {
        println!("{}", one.name()); //~ PRINTS: dog\nrobot 1
    }
    println!("{} {}", largest(&[3, 9, 2]), largest(&['x', 'b'])); //~ PRINTS: 9 x
    println!("{:?} {}", <() as Codec<Sum>>::EMPTY, Slots { of: vec![] as Vec<Slot<'static, Pool>> }.of.len()); //~ PRINTS: 0 0
}
