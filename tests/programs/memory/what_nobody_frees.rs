// A leak is heap memory that no pointer of a static or thread local leads to when main has returned.
use std::cell::RefCell;
use std::panic::Location;
use std::rc::Rc;
use std::sync::Mutex;
use std::thread;

static KEPT: Mutex<Vec<Box<i32>>> = Mutex::new(Vec::new());
thread_local! { static OWN: RefCell<Vec<String>> = RefCell::new(vec![String::from("x")]); }

struct Node {
    next: RefCell<Option<Rc<Node>>>,
}

fn main() {
    KEPT.lock().unwrap().push(Box::new(1));
    OWN.with(|own| own.borrow_mut().push(String::from("y")));
    println!("{}", Location::caller().line()); //~ PRINTS: 18
    thread::spawn(|| println!("{:?}", thread::current().name())).join().unwrap(); //~ PRINTS: None
    let circle = Rc::new(Node { next: RefCell::new(None) }); //~ LEAK
    *circle.next.borrow_mut() = Some(circle.clone());
}
