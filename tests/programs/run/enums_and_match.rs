enum Shape {
    Circle { radius: u32 },
    Rectangle(u32, u32),
    Empty,
}

fn area(shape: &Shape) -> u32 {
    match shape {
        Shape::Circle { radius } => 3 * radius * radius,
        Shape::Rectangle(w, h) if w == h => w * w,
        Shape::Rectangle(w, h) => w * h,
        Shape::Empty => 0,
    }
}

fn name(n: i32) -> &'static str {
    match n {
        i32::MIN..=-1 => "negative",
        0 => "zero",
        1 | 2 | 3 => "few",
        _ => "many",
    }
}

fn main() {
    let shapes = [Shape::Circle { radius: 2 }, Shape::Rectangle(3, 4), Shape::Rectangle(5, 5), Shape::Empty];
    for shape in &shapes {
        println!("{}", area(shape)); //~ PRINTS: 12\n12\n25\n0
    }
    println!("{} {} {} {}", name(-5), name(0), name(2), name(9)); //~ PRINTS: negative zero few many
    let maybe: Option<i32> = Some(4);
    if let Some(n) = maybe && n > 3 {
        println!("{n}"); //~ PRINTS: 4
    }
    let Some(n) = maybe else { panic!("none") };
    let mut stack = vec![1, 2, n];
    while let Some(top) = stack.pop() {
        print!("{top} "); //~ PRINTS: 4 2 1
    }
    println!("{}", matches!(shapes[3], Shape::Empty)); //~ PRINTS: true
}
