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

fn main() {
    println!("{}", total(vec![1, 2, 3])); //~ PRINTS: 6
    println!("{} / {}", Dog.speak(), Robot { id: 7 }.speak()); //~ PRINTS: dog speaks / beep
    let all: Vec<Box<dyn Speak>> = vec![Box::new(Dog), Box::new(Robot { id: 1 })];
    for one in &all {
        println!("{}", one.name()); //~ PRINTS: dog\nrobot 1
    }
    println!("{} {}", largest(&[3, 9, 2]), largest(&['x', 'b'])); //~ PRINTS: 9 x
}
