// The faulty line is the call that could not be expanded any more.
macro_rules! again {
    () => { again!() }; //~ ERROR recursion limit reached
}

fn main() {
    again!();
}
