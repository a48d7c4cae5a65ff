// What is borrowed is neither assigned nor moved; what is borrowed mutably is not even copied.
struct Point {
    x: i32,
    y: i32,
}

fn main() {
    let mut n = 1;
    let reference = &n;
    n = 2; //~ ERROR E0506
    println!("{reference} {n}");

    let mut point = Point { x: 1, y: 2 };
    let whole = &point;
    point.x = 3; //~ ERROR E0506
    println!("{} {}", whole.x, whole.y);

    let mut maybe = Some(String::new());
    if let Some(text) = &mut maybe {
        maybe = None; //~ ERROR E0506
        text.push('a');
    }

    let unique = &mut n;
    let copy = n; //~ ERROR E0503
    *unique += copy;

    let text = String::from("a");
    let borrowed = &text;
    let moved = text; //~ ERROR E0505
    println!("{borrowed} {moved}");

    let text = String::from("b");
    let length = || text.len();
    drop(text); //~ ERROR E0505
    length();
}
