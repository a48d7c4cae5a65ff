// An `if` without `else` is no value; a trait object has no size; a temporary has no address that lasts;
// elements are not moved out; generic arguments stand in angle brackets.
trait Shape {
    fn area(&self) -> f64;
}

struct Square(f64);

impl Shape for Square {
    fn area(&self) -> f64 {
        self.0
    }
}

fn sign(n: i32) -> i32 {
    if n > 0 { 1 } //~ ERROR E0317
}

fn unknown(n: i32) {
    let sign = if n > 0 { 1 }; //~ ERROR E0317
}

fn shape() -> dyn Shape { //~ ERROR E0746
    Square(1.0)
}

fn address() -> *const i32 {
    &raw const 3 //~ ERROR E0745
}

fn list(of: Vec(i32)) {} //~ ERROR E0214

fn main() {}
