// What a parameter is by default cannot be `Self`, which is known only with its parameters; in a trait it can.
struct Once<T = Self>(Option<T>); //~ ERROR E0735
enum Many<T = Vec<Self>> { Some(T) } //~ ERROR E0735
trait Like<T = Self> {
    fn is_like(&self, other: &T) -> bool;
}
impl Like for u8 {
    fn is_like(&self, other: &u8) -> bool { self == other }
}
fn main() {
    println!("{}", 1u8.is_like(&1));
}
