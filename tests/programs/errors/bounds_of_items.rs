// Items keep the bounds of the types that they write and of the traits that they implement.

struct Twin<T: Clone>(T, T);
struct Alone;

struct Field {
    twin: Twin<Alone>, //~ ERROR E0277
}
enum Variant {
    One(Option<Twin<Alone>>), //~ ERROR E0277
}
fn parameter(_: &Twin<Alone>) {} //~ ERROR E0277
fn result() -> [Twin<Alone>; 0] { //~ ERROR E0277
    []
}
fn of_parameter<T>(_: Twin<T>) {} //~ ERROR E0277
impl<T> Twin<T> {} //~ ERROR E0277
const NONE: Option<Twin<Alone>> = None; //~ ERROR E0277

// What the bounds in scope give is enough.
struct Kept<T: Copy> {
    twin: Twin<T>,
    next: Option<Box<Kept<T>>>,
}
impl<T: Copy> Kept<T> {
    fn take(self) -> Twin<T> {
        self.twin
    }
}
trait Paired: Clone {
    fn pair(self) -> Twin<Self> where Self: Sized;
}
fn items<I: Iterator>(mut all: I) -> Option<Twin<I::Item>> where I::Item: Clone {
    all.next().map(|one| Twin(one.clone(), one))
}

trait Named {
    fn name(&self) -> String;
}
trait Greets: Named {
    fn greet(&self) {}
}
impl Greets for Alone {} //~ ERROR E0277
impl<T: Named> Greets for Vec<T> {} //~ ERROR E0277
impl Named for u8 {
    fn name(&self) -> String {
        String::new()
    }
}
impl Greets for u8 {}

#[derive(Debug)]
struct Failed;
impl std::error::Error for Failed {} //~ ERROR E0277

#[derive(Eq)]
struct Half; //~ ERROR E0277
#[derive(Copy)]
struct Third; //~ ERROR E0277

trait Counts: Iterator<Item = u32> {}
impl Counts for std::ops::Range<u32> {}
impl Counts for std::ops::Range<u8> {} //~ ERROR E0271

fn main() {
    let _: Option<Twin<Alone>> = None; //~ ERROR E0277
}
