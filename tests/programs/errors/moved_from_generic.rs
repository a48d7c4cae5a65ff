// Whether a value of a generic type may be used twice is said by its bounds.
use std::fmt::Debug;

fn twice<T: Copy>(x: T) -> (T, T) {
    (x, x)
}

fn both<T: Copy>(x: Option<T>) -> (Option<T>, Option<T>) {
    (x, x)
}

fn take<T>(_: T) {}

fn once<T: Debug>(x: T) {
    take(x);
    println!("{x:?}"); //~ ERROR E0382
}

fn last<I: Iterator>(items: I) -> Option<I::Item>
where
    I::Item: Copy,
{
    let mut last = None;
    for item in items {
        last = Some(item);
        let _again = item;
    }
    last
}

fn call<F: FnOnce() -> String>(f: F) -> String {
    f();
    f() //~ ERROR E0382
}

fn main() {
    twice(1);
    both(Some(1));
    once("a");
    last([1].into_iter());
    call(String::new);
}
