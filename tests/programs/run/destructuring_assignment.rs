struct Point {
    x: i32,
    y: i32,
}

fn pair() -> (i32, i32) {
    (7, 8)
}

fn main() {
    let (mut a, mut b) = (1, 2);
    (a, b) = (b, a);
    println!("{a} {b}"); //~ PRINTS: 2 1
    let mut numbers = [1, 2, 3];
    [numbers[0], _, numbers[2]] = [numbers[2], 0, numbers[0]];
    println!("{numbers:?}"); //~ PRINTS: [3, 2, 1]
    (a, ..) = (9, 8, 7);
    (.., b) = (9, 8, 7);
    println!("{a} {b}"); //~ PRINTS: 9 7
    Point { x: a, y: b } = Point { x: b, y: a };
    println!("{a} {b}"); //~ PRINTS: 7 9
    Point { x: a, .. } = Point { x: 100, y: 1 };
    (..) = pair();
    _ = pair();
    println!("{a}"); //~ PRINTS: 100
}
