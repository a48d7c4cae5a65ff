// Where `Copy` cannot be, that `Clone` is missing too is not said.
struct List {
    items: Vec<i32>,
}
impl Copy for List {} //~ ERROR E0204

#[derive(Copy)]
struct Name(String); //~ ERROR E0204

#[derive(Copy)]
struct Guard; //~ ERROR E0184
impl Drop for Guard {
    fn drop(&mut self) {}
}

fn main() {}
