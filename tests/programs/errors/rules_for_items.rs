// An impl keeps to its trait, and `Drop` is for all values of a type.
trait Shape<'s> {
    const SIDES: u8;
    fn scale<T>(&self, by: T);
    fn longer<'a, 'b: 'a>(left: &'a str, right: &'b str);
}

struct Square<T>(T);

impl<'s> Shape<'s> for Square<u8> {
    const SIDES: u32 = 4; //~ ERROR E0326
    fn scale<T>(&self, by: T)
    where
        T: Copy, //~ ERROR E0276
    {
        let _ = by;
    }
    fn longer<'a, 'b>(_left: &'a str, _right: &'b str) {} //~ ERROR E0195
}

impl Drop for Square<u8> { //~ ERROR E0366
    fn drop(&mut self) {}
}

struct Held<T>(T);

impl<T: Clone> Drop for Held<T> { //~ ERROR E0367
    fn drop(&mut self) {}
}

struct Kept<T: Clone>(T);

impl<T: Clone> Drop for Kept<T> {
    fn drop(&mut self) {}
}

trait Named {
    const fn name() -> u8; //~ ERROR E0379
}

trait Outer<T> {
    fn outer(&self) -> T;
    fn inner<T: Clone>(&self, other: T); //~ ERROR E0403
}

enum Mixed { //~ ERROR E0732
    Unit = 1,
    Fields(u8) = 2,
}

#[repr(u8)]
enum Chosen {
    Unit = 1,
    Fields(u8) = 2,
}

#[repr(u8)] //~ ERROR E0084
enum Never {}

#[repr(i8)]
enum Last {
    High = 127,
    Higher, //~ ERROR E0370
}

struct Dropped;

impl Drop for Dropped {
    fn drop(&mut self) {}
}

union Overlay {
    number: u8,
    text: String, //~ ERROR E0740
    kept: std::mem::ManuallyDrop<String>,
    pair: (u8, [u8; 2]),
}

impl Copy for &'static mut Dropped {} //~ ERROR E0206

trait Prints {
    fn print(&self, what: impl Clone);
    fn show<T: Clone>(&self, what: T);
}

impl Prints for Dropped {
    fn print<T: Clone>(&self, what: T) {} //~ ERROR E0643
    fn show(&self, what: impl Clone) {} //~ ERROR E0643
}

fn main(count: u8) {} //~ ERROR E0580
