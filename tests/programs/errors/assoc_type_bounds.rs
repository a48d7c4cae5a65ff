// What an impl says that an associated type is keeps the bounds of the trait.
use std::fmt::Display;

struct Plain;

trait Shown {
    type Text: Display;
    type Key: Ord + Copy;
    fn text(&self) -> Self::Text;
}

impl Shown for u8 {
    type Text = Plain; //~ ERROR E0277 `Plain` does not implement `Display`
    type Key = String; //~ ERROR E0277 `String` does not implement `Copy`
    fn text(&self) -> Plain {
        Plain
    }
}

impl<T: Display + Clone> Shown for Vec<T> {
    type Text = T;
    type Key = usize;
    fn text(&self) -> T {
        self[0].clone()
    }
}

impl<T: Clone> Shown for Option<T> {
    type Text = T; //~ ERROR E0277 `T` does not implement `Display`
    type Key = &'static str;
    fn text(&self) -> T {
        self.clone().unwrap()
    }
}

fn main() {}
