// If an impl or a bound names a trait that is not there, rustc says no more of bodies than which names
// they cannot mean.
struct Point;

impl Display for Point { //~ ERROR E0405
    fn fmt(&self) -> String {
        missing() //~ ERROR E0425
    }
}

fn main() {
    let text: u8 = "text";
    println!("{}", Point);
    let moved = Point;
    drop(moved);
    drop(moved);
}
