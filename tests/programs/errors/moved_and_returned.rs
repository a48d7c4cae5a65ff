// A move that is not allowed does not hide a reference that goes out to nothing.
struct Two { names: Vec<String>, rest: String }

fn both<'a>(given: &Two) -> &'a String {
    let two = Two { names: Vec::new(), rest: String::new() };
    let names = given.names; //~ ERROR E0507
    println!("{names:?}");
    &two.rest //~ ERROR E0515
}

fn main() {
    both(&Two { names: Vec::new(), rest: String::new() });
}
