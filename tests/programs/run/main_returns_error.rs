//@ exit-code: 1
fn main() -> Result<(), String> {
    println!("before"); //~ PRINTS: before
    Err(String::from("no luck"))
}
