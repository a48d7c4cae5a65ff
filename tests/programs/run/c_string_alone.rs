// The type of the literal is in a file of std that is read only if something tells of it.
fn main() {
    let text = c"four";
    println!("{:?} {}", text, text.to_bytes().len()); //~ PRINTS: "four" 4
}
