// What a closure borrows must outlive the object that is made of it. That it may outlive the function is
// said where it is returned, or where a call asks for it.
use std::rc::Rc;
use std::thread;

fn take(call: Box<dyn Fn() -> usize>) {
    call();
}
struct Holder {
    call: Box<dyn Fn() -> usize>,
}

fn argument() {
    let text = String::from("a");
    take(Box::new(|| text.len())); //~ ERROR E0597
}
fn field() {
    let text = String::from("a");
    let holder = Holder { call: Box::new(|| text.len()) }; //~ ERROR E0597
    (holder.call)();
}
fn spawned() {
    let text = String::from("a");
    thread::spawn(|| println!("{text}")).join().unwrap(); //~ ERROR E0373
}
fn returned() -> Rc<dyn Fn() -> usize> {
    let text = String::from("a");
    let call: Rc<dyn Fn() -> usize> = Rc::new(|| text.len()); //~ ERROR E0373
    call
}
fn returned_at_once() -> Box<dyn Fn() -> usize> {
    let text = String::from("a");
    Box::new(|| text.len()) //~ ERROR E0373
}
fn hidden() -> impl Fn() -> usize {
    let text = String::from("a");
    || text.len() //~ ERROR E0373
}
fn pushed(calls: &mut Vec<Box<dyn Fn() -> usize>>) {
    let text = String::from("a");
    calls.push(Box::new(|| text.len())); //~ ERROR E0597
}
fn main() {
    argument();
    field();
    spawned();
    returned()();
    returned_at_once()();
    hidden()();
    pushed(&mut Vec::new());
}
