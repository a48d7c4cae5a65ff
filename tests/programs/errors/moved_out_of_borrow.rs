struct Stack<T> {
    items: Vec<T>,
}

impl<T> Stack<T> {
    fn all(&self) -> Vec<T> {
        self.items //~ ERROR E0507
    }
}

fn largest<T: PartialOrd>(items: &[T]) -> T {
    let mut best = items[0]; //~ ERROR E0508
    for item in items {
        if *item > best {}
    }
    best
}

fn main() {
    let names = vec![String::from("a")];
    let first = names[0]; //~ ERROR E0507
    let reference = &names;
    let all = *reference; //~ ERROR E0507
    let pair = [String::new(), String::new()];
    let one = pair[0]; //~ ERROR E0508
    let maybe = &Some(String::new());
    match *maybe { //~ ERROR E0507
        Some(text) => drop(text),
        None => {}
    }
}
