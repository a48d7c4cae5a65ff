// What a closure or function takes, and what it is asked to take. One mistake, one message.
struct Two(u8, u8);
fn add(x: i32, y: i32) -> i32 { x + y }
fn number(_: &str) {}
unsafe fn careful(x: i32) -> i32 { x }
fn take<F: Fn(usize)>(_: F) {}

fn main() {
    let c = |_: u8| ();
    take(
        c, //~ ERROR E0631
    );
    let _: Vec<i32> = vec![1, 2].into_iter().map(|a, b| a + b).collect(); //~ ERROR E0593
    vec![1, 2].sort_by(|a| 1.cmp(a)); //~ ERROR E0593
    let _ = vec![1].into_iter().map(add); //~ ERROR E0593
    let _ = vec![1].into_iter().map(Two); //~ ERROR E0593
    vec![String::new()].iter().for_each(number); //~ ERROR E0631
    let _ = vec![1].into_iter().map(careful); //~ ERROR E0277
    vec!["a"].into_iter().map(|s: &str| s.len()).for_each(|_: &str| ()); //~ ERROR E0631
    let _: fn(u8) -> u8 = |_: u16| 3; //~ ERROR E0308
    let _: Box<dyn Fn(i32) -> i32> = Box::new(|_: &str| 3); //~ ERROR E0631
    let _: &dyn Fn(u8) = &|| (); //~ ERROR E0593
}
