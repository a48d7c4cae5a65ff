// Several bounds behind a reference need parentheses.
trait Shape {}
fn one(_x: &dyn Shape + Send) {} //~ ERROR ambiguous `+`
fn two(_x: Box<dyn Shape + Send>) -> &'static dyn Shape + Send { //~ ERROR ambiguous `+`
    panic!()
}
fn three(_x: &impl Shape + Send) {} //~ ERROR ambiguous `+`
fn main() {
    let _x: &dyn Shape + Send = panic!(); //~ ERROR ambiguous `+`
}
