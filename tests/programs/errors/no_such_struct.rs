enum Shape {
    Dot,
    Line(u32),
}

fn main() {
    let point = Point { x: 1, y: 2 }; //~ ERROR E0422
    let shape = Shape::Line(3);
    match shape {
        Lines(n) => println!("{n}"), //~ ERROR E0531
        Shape::Dot => println!("dot"),
        _ => {}
    }
    let _ = point;
}
