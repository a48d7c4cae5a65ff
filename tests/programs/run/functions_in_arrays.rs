// An array that is only ever called through: its elements are reached at a computed offset.
fn larger(a: u32, b: u32) -> u32 { if a > b { a } else { b } }

fn main() {
    let rules = [larger, |a, b| a * b, |a, b| a + b];
    let first = rules[0](3, 4);
    let second = rules[1](3, 4);
    println!("{first} {second} {}", rules[2](3, 4)); //~ PRINTS: 4 12 7
    for (i, name) in ["larger", "times", "plus"].iter().enumerate() {
        println!("{name} {}", rules[i](5, 2));
        //~^ PRINTS: larger 5\ntimes 10\nplus 7
    }
}
