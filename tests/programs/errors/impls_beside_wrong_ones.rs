// Of a trait of which two impls apply to one type, no impl is asked for what is missing; and an impl is pointed at
// where it begins.

trait Twice {
    fn fill(&self);
}
impl Twice for u8 {}
impl Twice for u8 { //~ ERROR E0119
    fn other(&self) {} //~ ERROR E0407
}
impl Twice for u16 {}

trait Once {
    fn fill(&self);
    fn give(&self) -> Option<&str>;
}
impl //~ ERROR E0046
    Once
    for u8 {
}
macro_rules! once {
    ($($of:ident)*) => {
        $(impl $of for u16 {})* //~ ERROR E0046
    };
}
once! {
    Once
}
impl Once for u32 {
    fn give(self) -> Option<&str> { None } //~ ERROR E0106
    fn fill(self) {} //~ ERROR E0053
}

trait Every {
    fn every(&self) {}
}
impl<Z: Iterator> Every for I {} //~ ERROR E0425

fn main() {
    "a".every(); //~ ERROR E0599
}
