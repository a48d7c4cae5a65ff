#[derive(Debug)]
enum Failure {
    Empty,
    Bad(std::num::ParseIntError),
}

impl From<std::num::ParseIntError> for Failure {
    fn from(error: std::num::ParseIntError) -> Self {
        Failure::Bad(error)
    }
}

fn first_number(text: &str) -> Result<i32, Failure> {
    let word = text.split(' ').next().filter(|word| !word.is_empty()).ok_or(Failure::Empty)?;
    Ok(word.parse::<i32>()? + 1)
}

fn main() {
    println!("{:?}", first_number("41 x")); //~ PRINTS: Ok(42)
    println!("{:?}", first_number("")); //~ PRINTS: Err(Empty)
    println!("{}", matches!(first_number("no"), Err(Failure::Bad(_)))); //~ PRINTS: true
}
