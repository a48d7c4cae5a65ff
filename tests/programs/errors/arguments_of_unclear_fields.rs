// Whether a parameter is used is not asked of a type whose fields are unclear themselves.
use std::str::Chars;
struct Lexer<'s> {
    chars: std::iter::Peekable<Chars>, //~ ERROR E0106
}
struct Plain {
    number: i32,
}
struct Around<S, T> {
    plain: Plain<S, T>, //~ ERROR E0107
}
fn main() {}
