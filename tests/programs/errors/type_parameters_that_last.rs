// What a type parameter stands for may borrow.
use std::any::Any;
use std::fmt::Display;

fn later<T: Display + Send>(value: T) {
    std::thread::spawn(move || println!("{value}")); //~ ERROR E0310
}

fn later_static<T: Display + Send + 'static>(value: T) {
    std::thread::spawn(move || println!("{value}"));
}

fn boxed<T: Display>(value: T) -> Box<dyn Display> {
    Box::new(value) //~ ERROR E0310
}

fn boxed_for<'a, T: Display>(value: T) -> Box<dyn Display + 'a> {
    Box::new(value) //~ ERROR E0309
}

struct Wrapper<T>(T);

impl<T: Display> Wrapper<T> {
    fn shown(&self) -> &dyn Display {
        &self.0
    }
}

fn any<T: Any + Display>(value: T) -> Box<dyn Display> {
    Box::new(value)
}

fn by_reference<'a, T: Display>(value: &'a T) -> Box<dyn Display + 'a> {
    Box::new(value)
}

struct Kept<T> {
    value: &'static T, //~ ERROR E0310
    many: Option<&'static [T]>, //~ ERROR E0310
    number: &'static i32,
}

struct KeptLong<T: 'static, U>
where
    U: 'static,
{
    value: &'static T,
    other: &'static (U, T),
}

struct Lent<'a, T> {
    value: &'a T,
    kind: std::marker::PhantomData<T>,
}

fn left_out<T: Display>(_number: &i32, value: T) -> Box<dyn Display + '_> {
    Box::new(value) //~ ERROR E0311
}

fn main() {}
