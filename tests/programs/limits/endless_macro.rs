macro_rules! again {
    () => { again!() };
}

fn main() {
    again!(); //~ ERROR recursion limit reached
}
