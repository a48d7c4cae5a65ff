fn add(x: i32, x: i32) -> i32 { //~ ERROR E0415
    x
}

fn main() {
    let (a, a) = (1, 2); //~ ERROR E0416
    match (a, 3) {
        (n, 3) | (3, n) => println!("{n}"),
        (n, n) => println!("{n}"), //~ ERROR E0416
    }
    let join = |c: char, (c, d): (char, char)| format!("{c}{d}"); //~ ERROR E0415
    println!("{} {}", add(1, 2), join('a', ('b', 'c')));
}
