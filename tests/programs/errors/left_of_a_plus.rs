// On the left of `+` in a type stands a path, not a reference.
trait Shape {}
struct Holder<'a> {
    shape: &'a Shape + 'a, //~ ERROR E0178
    //~| ERROR E0782
}
fn main() {}
