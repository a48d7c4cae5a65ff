//@ edition: 2021
// What one arm leaves unknown is `()` if the others leave; it is told once that this is not parsed.

fn first() -> Option<u32> {
    let number = match "5".parse() { //~ ERROR E0277
        Ok(number) => number,
        Err(_) => return None,
    };
    Some(1)
}

fn second() {
    let number = "5".parse()?; //~ ERROR `?` leaves a function
}

fn main() {
    first();
    second();
}
