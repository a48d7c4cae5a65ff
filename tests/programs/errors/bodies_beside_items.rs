// An error in an item keeps no body from being looked at that does not mention what is wrong.
struct Endless {
    //~^ ERROR E0072
    value: String,
    next: Option<Endless>,
}

struct Borrowing {
    text: &str, //~ ERROR E0106
}

trait Shape {
    fn area(&self) -> f64;
    fn name(&self) -> String;
}

struct Square(f64);

impl Shape for Square {
    //~^ ERROR E0046
    fn area(&self) -> f64 {
        let name = String::from("square");
        drop(name);
        println!("{name}"); //~ ERROR E0382
        self.0
    }
}

fn longest(a: &str, b: &str) -> &str { //~ ERROR E0106
    let text = String::new();
    drop(text);
    drop(text);
    a
}

fn unknown(a: Nowhere) { //~ ERROR E0425
    drop(a);
    drop(a);
}

fn asks() {
    let text = String::new();
    println!("{}", longest("a", "b"));
    drop(text);
    drop(text);
}

fn far(list: Endless, held: Borrowing) {
    drop(list);
    drop(list); //~ ERROR E0382
    drop(held);
    drop(held); //~ ERROR E0382
}

fn main() {
    let mut numbers = vec![1];
    let first = &numbers[0];
    numbers.push(2); //~ ERROR E0502
    println!("{first}");
}
