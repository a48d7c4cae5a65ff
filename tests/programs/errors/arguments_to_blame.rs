// A bound that does not hold is told at the argument or field that it is about.
use std::fmt::{Debug, Display};

struct Plain;
struct Pair<T>(T);
struct Bounded<T: Copy> { number: u8, value: T }
trait Maker { fn make<X: Copy>(&self, _x: X) {} }
impl Maker for u8 {}

fn show<T: Display>(_: T) {}
fn both<T: Display, U: Copy>(_t: T, _u: U) {}
fn same<T: PartialOrd>(_a: T, _b: T) {}
fn run<T: Send>(_: impl FnOnce() -> T) {}
impl<T> Pair<T> {
    fn new(t: T) -> Self where T: Debug { Pair(t) }
    fn put<U: Display>(&self, _n: u8, _u: U) {}
}

fn main() {
    show(
        Plain, //~ ERROR E0277 has no `Display`
    );
    both(
        1,
        String::new(), //~ ERROR E0277 does not implement `Copy`
    );
    // Two arguments could be meant: the callee is.
    same( //~ ERROR E0277
        Plain,
        Plain,
    );
    Pair(1)
        .put(
            3,
            Plain, //~ ERROR E0277
        );
    Pair::new(
        Plain, //~ ERROR E0277
    );
    let _ = Bounded {
        number: 1,
        value: Plain, //~ ERROR E0277
    };
    1u8.make(
        Plain, //~ ERROR E0277
    );
    run(|| std::rc::Rc::new(1)); //~ ERROR E0277
}
