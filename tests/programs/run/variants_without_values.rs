// A variant that no value can have takes no room, and the others are told apart all the same.
enum Void {}

fn fails() -> Result<Void, String> {
    Err("never fine".into())
}

fn leaves() -> Result<u8, String> {
    Err("left early")?;
    Ok(1)
}

fn main() {
    let result = fails();
    println!("{} {}", result.is_err(), size_of::<Result<Void, String>>()); //~ PRINTS: true 24
    match result {
        Ok(void) => match void {},
        Err(why) => println!("{why}"), //~ PRINTS: never fine
    }
    println!("{:?}", leaves()); //~ PRINTS: Err("left early")
    let caught = std::panic::catch_unwind(|| panic!("text"));
    println!("{:?}", caught.unwrap_err().downcast_ref::<&str>()); //~ PRINTS: Some("text")
}
