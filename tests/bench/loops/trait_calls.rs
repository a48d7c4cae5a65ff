// Methods found through a table at run time.
trait Shape {
    fn area(&self) -> u64;
}

struct Square(u64);
struct Rectangle { width: u64, height: u64 }

impl Shape for Square {
    fn area(&self) -> u64 {
        self.0 * self.0
    }
}

impl Shape for Rectangle {
    fn area(&self) -> u64 {
        self.width * self.height
    }
}

fn main() {
    let shapes: Vec<Box<dyn Shape>> = vec![Box::new(Square(3)), Box::new(Rectangle { width: 2, height: 5 })];
    let mut total = 0;
    for i in 0..8000 {
        total += shapes[i % 2].area();
    }
    println!("{total}");
}
