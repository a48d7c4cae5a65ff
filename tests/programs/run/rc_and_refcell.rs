use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

struct Node {
    value: i32,
    parent: RefCell<Weak<Node>>,
    children: RefCell<Vec<Rc<Node>>>,
}

fn main() {
    let leaf = Rc::new(Node { value: 3, parent: RefCell::new(Weak::new()), children: RefCell::new(vec![]) });
    let branch = Rc::new(Node { value: 5, parent: RefCell::new(Weak::new()), children: RefCell::new(vec![Rc::clone(&leaf)]) });
    *leaf.parent.borrow_mut() = Rc::downgrade(&branch);
    println!("{:?}", leaf.parent.borrow().upgrade().map(|node| node.value)); //~ PRINTS: Some(5)
    println!("{} {}", Rc::strong_count(&leaf), Rc::weak_count(&branch)); //~ PRINTS: 2 1
    println!("{}", branch.children.borrow()[0].value); //~ PRINTS: 3
    drop(branch);
    println!("{} {}", leaf.parent.borrow().upgrade().is_none(), Rc::strong_count(&leaf)); //~ PRINTS: true 1
    let cell = Cell::new(1);
    cell.set(cell.get() + 1);
    println!("{}", cell.replace(9)); //~ PRINTS: 2
}
