// A method that takes `self` cannot be called on an object: its size is not known.
trait Shape {
    fn into_area(self) -> f64;
}

fn through_a_reference(shape: &dyn Shape) -> f64 {
    shape.into_area() //~ ERROR E0161
    //~| ERROR E0507
}

fn out_of_a_box(shape: Box<dyn Shape>) -> f64 {
    shape.into_area() //~ ERROR E0161
}

fn called_once(f: Box<dyn FnOnce() -> f64>) -> f64 {
    f()
}

fn main() {}
