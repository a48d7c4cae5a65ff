#[derive(Debug, Clone, PartialEq)]
struct Point {
    x: i32,
    y: i32,
}

impl Point {
    const ORIGIN: Point = Point { x: 0, y: 0 };

    fn new(x: i32, y: i32) -> Self {
        Point { x, y }
    }
    fn shift(&mut self, by: i32) -> &mut Self {
        self.x += by;
        self.y += by;
        self
    }
    fn area(&self) -> i32 {
        self.x * self.y
    }
    fn into_pair(self) -> (i32, i32) {
        (self.x, self.y)
    }
}

struct Meters(u32);
struct Nothing;

fn main() {
    let mut p = Point::new(2, 3);
    p.shift(1).shift(1);
    println!("{} {}", p.area(), p.x); //~ PRINTS: 20 4
    let q = Point { y: 10, ..p.clone() };
    println!("{q:?}"); //~ PRINTS: Point { x: 4, y: 10 }
    println!("{}", p == q || Point::ORIGIN == Point::new(0, 0)); //~ PRINTS: true
    println!("{:?}", q.into_pair()); //~ PRINTS: (4, 10)
    let Meters(length) = Meters(5);
    let _nothing = Nothing;
    println!("{length} {}", std::mem::size_of::<Nothing>()); //~ PRINTS: 5 0
}
