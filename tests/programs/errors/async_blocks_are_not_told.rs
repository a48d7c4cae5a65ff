// What is around an async block does not tell it what to give: nothing is coerced inside of it.
use std::future::Future;
use std::pin::Pin;

trait Shape {}
struct Square;
impl Shape for Square {}

fn boxed() -> Pin<Box<dyn Future<Output = Box<dyn Shape>>>> {
    Box::pin(async { Box::new(Square) }) //~ ERROR E0271
}

fn told() -> Pin<Box<dyn Future<Output = Box<dyn Shape>>>> {
    Box::pin(async {
        let shape: Box<dyn Shape> = Box::new(Square);
        shape
    })
}

fn wants_number(_: impl Future<Output = u32>) {}
fn wants_shape(_: impl Future<Output = Option<Box<dyn Shape>>>) {}

fn main() {
    boxed();
    told();
    wants_number(async { 5 });
    wants_number(async { "five" }); //~ ERROR E0271
    wants_shape(async { Some(Box::new(Square)) }); //~ ERROR E0271
    wants_shape(async { None });
}
