// `pub` where nothing could be private.
struct Point;
trait Shape {
    pub fn area(&self) -> f64; //~ ERROR E0449
    fn name(&self) -> String;
}
enum Kind {
    pub Round, //~ ERROR E0449
    Square { pub side: f64 }, //~ ERROR E0449
    Other(pub u8), //~ ERROR E0449
}
pub impl Point { //~ ERROR E0449
    pub fn new() -> Point {
        Point
    }
}
impl Shape for Point {
    pub fn area(&self) -> f64 { //~ ERROR E0449
        0.0
    }
    fn name(&self) -> String {
        String::new()
    }
}
fn main() {}
