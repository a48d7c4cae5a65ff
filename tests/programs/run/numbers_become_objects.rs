// The type of a literal is still open where it becomes a trait object: the impls decide.
trait Shape { fn sides(&self) -> u32; }
impl Shape for u8 { fn sides(&self) -> u32 { u32::from(*self) } }

fn main() {
    let boxed: Box<dyn Shape> = Box::new(3);
    let cast = Box::new(4u8) as Box<dyn Shape>;
    let all: Vec<std::rc::Rc<dyn Shape>> = vec![std::rc::Rc::new(5), std::rc::Rc::new(6)];
    println!("{} {} {}", boxed.sides(), cast.sides(), all.iter().map(|shape| shape.sides()).sum::<u32>()); //~ PRINTS: 3 4 11
    let none: Box<[String]> = Default::default();
    let twice = std::time::Duration::from_millis(1500).checked_mul(2);
    println!("{} {twice:?}", none.len()); //~ PRINTS: 0 Some(3s)
}
