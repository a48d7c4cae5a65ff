//@ exit-code: 3
fn main() {
    println!("before"); //~ PRINTS: before
    std::process::exit(3);
}
