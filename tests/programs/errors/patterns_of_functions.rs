enum Shape {
    Round,
    Flat,
}

impl Shape {
    fn make() -> Shape {
        Shape::Round
    }
}

enum Sized {
    Small { by: u8 },
    Tall(u8),
}

fn sizes(of: Sized) {
    match of {
        Sized::Small(by) => println!("{by}"), //~ ERROR E0164
        Sized::Tall(by) => println!("{by}"),
    }
    let made = Sized::Small(3); //~ ERROR E0533
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
