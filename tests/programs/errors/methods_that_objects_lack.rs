// `where Self: Sized` keeps a method out of objects.
trait Shape {
    fn area(&self) -> f64;
    fn doubled(&self) -> f64
    where
        Self: Sized,
    {
        2.0 * self.area()
    }
}

fn of_a_reference(shape: &dyn Shape) -> f64 {
    shape.doubled() //~ ERROR cannot be called on a trait object
}

fn of_a_box(shape: Box<dyn Shape>) -> f64 {
    shape.doubled() //~ ERROR cannot be called on a trait object
}

fn main() {}
