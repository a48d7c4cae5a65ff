// What stands in place of a name is told once, by the parser, and nothing is derived of it.
#[derive(Debug, Clone, PartialEq)]
struct Point {
    x: i32,
    { y: i32 } //~ ERROR expected identifier
}

fn main() {}
