// Of several types that nothing says, the first is told in each body.

fn bodies() {
    let empty = Vec::new(); //~ ERROR E0282
    let number = "5".parse().unwrap();
}

fn main() {}
