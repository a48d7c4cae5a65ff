// In a call with a wrong number of type arguments none of them count; in a call of a method those that are there do.
fn first<T, U>(_x: T) {}
fn second<T, U>(_x: T, u: U) -> U {
    u
}
struct Pair<T>(T);
impl<T> Pair<T> {
    fn with<A, B>(&self, _a: A, _b: B) {}
}
fn main() {
    let x: bool = true;
    first::<f64>(x); //~ ERROR E0107
    first::<f64, u8, u8>(x); //~ ERROR E0107
    let text: String = second::<u8>(1, 2); //~ ERROR E0107
    //~| ERROR E0308
    Pair(1).with::<u8>("a", "b"); //~ ERROR E0107
    //~| ERROR E0308
    Pair(1).with::<u8, u8, u8>("a", "b"); //~ ERROR E0107
    //~| ERROR E0308
}
