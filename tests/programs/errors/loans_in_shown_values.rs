// What is shown is borrowed until all of it is shown, also where its type has lifetimes of its own.
use std::ops::{Deref, DerefMut};

struct Stack<T>(Vec<T>);
impl<T> Deref for Stack<T> {
    type Target = Vec<T>;
    fn deref(&self) -> &Vec<T> { &self.0 }
}
impl<T> DerefMut for Stack<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> { &mut self.0 }
}

fn main() {
    let mut stack = Stack(vec![1, 2]);
    println!("{:?} {:?}", stack.iter().rev().collect::<Vec<_>>(), stack.pop()); //~ ERROR E0502
    println!("{:?} {:?}", stack.0.iter(), stack.0.pop()); //~ ERROR E0502
    println!("{:?} {:?}", stack.last().copied(), stack.pop());
    let text = format!("{:?} {}", stack.first(), { stack.push(3); 1 }); //~ ERROR E0502
    println!("{text}");
}
