enum Shape {
    Round,
    Flat,
}

impl Shape {
    fn make() -> Shape {
        Shape::Round
    }
}

fn main() {
    match Shape::Flat {
        Shape::make => {} //~ ERROR E0533
        _ => {}
    }
    match Shape::Flat {
        Shape::make() => {} //~ ERROR E0164
        _ => {}
    }
}
