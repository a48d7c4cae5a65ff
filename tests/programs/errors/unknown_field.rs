struct Point {
    x: i32,
}

fn main() {
    let p = Point { x: 1 };
    println!("{}", p.y); //~ ERROR E0609
    let q = Point { z: 2 }; //~ ERROR E0560
    let r = Point {}; //~ ERROR E0063
    println!("{} {}", q.x, r.x);
    let Point { y } = p; //~ ERROR E0026
    println!("{y}");
}
