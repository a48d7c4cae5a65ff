// What the left side of `+` asks for is asked first.
fn main() {
    let small: u32 = 1;
    let mut large: u64 = 2;
    large = small.into() + large; //~ ERROR E0283
}
