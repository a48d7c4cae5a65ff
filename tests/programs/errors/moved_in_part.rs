fn main() {
    let maybe = Some(String::from("a"));
    if let Some(text) = maybe {
        drop(text);
    }
    println!("{maybe:?}"); //~ ERROR E0382

    // A part that is moved away may be filled again.
    let mut pair = (String::from("a"), String::from("b"));
    drop(pair.0);
    println!("{}", pair.1);
    pair.0 = String::from("c");
    println!("{pair:?}");

    let boxed = Box::new(String::from("a"));
    let inner = *boxed;
    println!("{inner} {boxed}"); //~ ERROR E0382
}
