// In a tuple it is the element that does not fit.
fn main() {
    let _: (u8, &str) = (
        1,
        2, //~ ERROR E0308
    );
    let mut pairs = Vec::new();
    pairs.push((1, "a"));
    pairs.push((
        2,
        3, //~ ERROR E0308
    ));
}
