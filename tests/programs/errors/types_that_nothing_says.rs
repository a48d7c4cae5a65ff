// Which type is meant must follow from somewhere.
fn collected() {
    let list = "abc".chars().collect(); //~ ERROR E0283
}

fn main() {}
