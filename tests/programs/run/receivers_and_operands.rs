// What a receiver, an operand, an index or a cast value is taken as: references behind references are
// reborrowed, pointers of both kinds are compared, an index becomes what the only impl wants, and the
// type of a cast says nothing of a call or a borrow inside it.

use std::ops::Index;
use std::pin::Pin;
use std::rc::Rc;

fn skip(rest: &mut &mut [u8], count: usize) {
    let (start, len) = (rest.as_mut_ptr(), rest.len());
    rest.reverse();
    rest[0] += 1;
    *rest = unsafe { std::slice::from_raw_parts_mut(start.add(count), len - count) };
}

trait Fill { fn fill_with_all(&mut self, bytes: &[u8]); }
impl<'a> Fill for &'a mut [u8] {
    fn fill_with_all(&mut self, bytes: &[u8]) {
        self[..bytes.len()].copy_from_slice(bytes);
        self.sort();
        self.reverse();
    }
}

fn double(x: i32) -> i32 { x * 2 }
struct Table;
impl Index<fn(i32) -> i32> for Table {
    type Output = str;
    fn index(&self, function: fn(i32) -> i32) -> &str { if function(1) == 2 { "doubles" } else { "other" } }
}

trait Named { fn name(self: Pin<&mut Self>) -> String; fn by_rc(self: Rc<Self>) -> usize; }
impl Named for i64 {
    fn name(self: Pin<&mut Self>) -> String { format!("i64 {}", *self) }
    fn by_rc(self: Rc<Self>) -> usize { Rc::strong_count(&self) }
}

fn called<T>(make: Box<dyn FnOnce() -> T>) -> T { make() }

/// A function in a block hides a variable from outside of it, and a variable inside hides the function.
fn hidden(value: i32) -> i32 {
    let one = 1;
    let outer = {
        fn one() -> i32 { 10 }
        let sum = one() + value;
        let one = 100;
        sum + one
    };
    let constant = {
        const VALUE: i32 = 7;
        let add = |value: i32| value + VALUE;
        add(one)
    };
    outer + constant
}

fn main() {
    let mut bytes = [1, 2, 3];
    let mut rest = &mut bytes[..];
    skip(&mut rest, 1);
    rest.fill_with_all(&[7]);
    println!("{rest:?}");                                   //~ PRINTS: [7, 1]
    println!("{bytes:?}");                                  //~ PRINTS: [4, 7, 1]

    let mut x = 5;
    let (c, m) = (&raw const x, &raw mut x);
    println!("{} {} {}", c == m, c == &x, c != &mut x);     //~ PRINTS: true true false
    println!("{}", &Table[double]);                         //~ PRINTS: doubles

    let mut value = 3i64;
    println!("{}", (Pin::new(&mut value) as Pin<&mut dyn Named>).name());   //~ PRINTS: i64 3
    println!("{}", (Rc::new(4i64) as Rc<dyn Named>).by_rc());               //~ PRINTS: 1
    let text = String::from("text");
    println!("{}", &called(Box::new(|| text)) as &str);     //~ PRINTS: text
    println!("{}", { 30_000_000_000 } as u64 + -1i8 as u64 % 2);            //~ PRINTS: 30000000001
    println!("{}", ((|x| x + 1) as fn(u8) -> u8)(7));       //~ PRINTS: 8
    println!("{}", hidden(1));                              //~ PRINTS: 119
}
