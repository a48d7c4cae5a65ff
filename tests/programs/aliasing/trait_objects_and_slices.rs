//@ models: stacked tree
trait Shape {
    fn grow(&mut self);
    fn size(&self) -> u32;
}
struct Square(u32);
impl Shape for Square {
    fn grow(&mut self) { self.0 += 1; }
    fn size(&self) -> u32 { self.0 * self.0 }
}

fn twice(shape: &mut dyn Shape) {
    shape.grow();
    shape.grow();
}

fn main() {
    let mut shapes: Vec<Box<dyn Shape>> = vec![Box::new(Square(1)), Box::new(Square(2))];
    for shape in shapes.iter_mut() {
        twice(&mut **shape);
    }
    let total: u32 = shapes.iter().map(|shape| shape.size()).sum();
    println!("{total}"); //~ PRINTS: 25
}
