// `name @ pattern` binds a value twice, so that each way must leave room for the other.
fn main() {
    let whole @ (number, ref text) = (1, String::new()); //~ ERROR moved
    println!("{number} {text}");
    match Some(String::new()) {
        ref whole @ Some(part) => println!("{part}"), //~ ERROR moves
        None => {}
    }
    match Some(String::new()) {
        ref mut whole @ Some(ref part) => println!("{part}"), //~ ERROR mutably
        None => {}
    }
    match Some(String::new()) {
        ref whole @ Some(ref mut part) => part.clear(), //~ ERROR mutably
        None => {}
    }
    match (Some(3), Some(4)) {
        (first @ Some(n), ref second @ Some(ref m)) => println!("{first:?} {n} {second:?} {m}"),
        (ref mut all @ None, _) => *all = Some(2),
        _ => {}
    }
}
