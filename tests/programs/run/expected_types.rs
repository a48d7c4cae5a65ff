// What a place expects, and where it is only a hint: unsized values behind a box, what a value is
// compared with, patterns of a value that never comes, lengths by structs, numbers as pointers.

use std::cell::RefCell;
use std::fmt::Debug;
use std::rc::Rc;

#[derive(PartialEq, Eq)]
enum Kind { Left(()), Right { turn: bool } }
const LEFT: Kind = Kind::Left(());
const TURNED: Kind = Kind::Right { turn: true };
const STRAIGHT: Kind = Kind::Right { turn: false };
const BOTH: (bool, Option<u8>) = (true, None);

struct Size { rows: usize, columns: (usize, usize) }
impl Size { const fn area(&self) -> usize { self.rows * self.columns.1 } }
const SIZE: Size = Size { rows: 2, columns: (0, 3) };
const fn same<T>(value: T) -> T { value }

fn never() -> u8 { match return 7 { 1 => 2, _ => 3 } }
fn plain(_: &str) {}
unsafe fn raw_add(a: i32, b: i32) -> i32 { a + b }
fn three<const N: usize>() -> &'static usize { &(3 + N) }

struct Wrapper<T>(T);
struct Calls<A, F: Fn() -> [A; 2]>(F);

struct Loud(u8);
impl Drop for Loud {
    fn drop(&mut self) { println!("drop {}", self.0); }   //~ PRINTS: drop 2
    //~| PRINTS: drop 1
}
const FIRST: Loud = Loud(1);

trait Tr { type As: Debug; fn make(self) -> Self::As; }
impl Tr for u8 { type As = u8; fn make(self) -> u8 { self } }
fn hidden() -> impl Tr<As: Copy + PartialEq> { 9u8 }

static ONE: Ring = Ring { next: &TWO, number: 1 };
static TWO: Ring = Ring { next: &ONE, number: 2 };
struct Ring { next: &'static Ring, number: u8 }

trait Walk { type Values; fn values(self) -> Self::Values; }
impl<T: Walk> Walk for Option<T> where T::Values: Default {
    type Values = T::Values;
    fn values(self) -> T::Values { self.map(Walk::values).unwrap_or_default() }
}
impl<'a, T> Walk for &'a Option<T> where Option<&'a T>: Walk {
    type Values = <Option<&'a T> as Walk>::Values;
    fn values(self) -> Self::Values { self.as_ref().values() }
}
impl<'a, T> Walk for &'a [T] { type Values = Self; fn values(self) -> Self { self } }

#[derive(Debug)]
struct Point { x: i32 }
trait Confusing { fn field(&self) {} fn finish(&mut self) {} }
impl<T> Confusing for T {}

fn choose(kind: Kind) -> u8 { match kind { LEFT => 0, TURNED => 1, STRAIGHT => 2 } }

fn main() {
    let boxed: Box<[i32]> = Box::new(if never() == 7 { [1, 2] } else { [3, 4] });
    let shown: Box<dyn Debug> = Box::new(match boxed.len() { 2 => 'a', _ => 'b' });
    let shared: Rc<RefCell<[i32]>> = Rc::new(RefCell::new({ [5, 6] }));
    println!("{boxed:?} {shown:?} {:?}", shared.borrow());   //~ PRINTS: [1, 2] 'a' [5, 6]
    println!("{}{}{}", choose(Kind::Left(())), choose(TURNED), choose(STRAIGHT));   //~ PRINTS: 012
    println!("{}", match (true, None::<u8>) { BOTH => 1, (false, _) => 2, (true, Some(_)) => 3 });   //~ PRINTS: 1
    println!("{} {} {}", [0; SIZE.rows].len(), [0; SIZE.area()].len(), [(); same(4)].len());   //~ PRINTS: 2 6 4
    println!("{}", plain as fn(&'static str) == plain);   //~ PRINTS: true
    let add = match boxed.len() { 2 => raw_add, _ => |a, b| a - b };
    println!("{} {}", unsafe { add(2, 3) }, three::<4>());   //~ PRINTS: 5 7
    println!("{:?} {:?}", 7u8 as *const i32, -1i16 as *const u8);   //~ PRINTS: 0x7 0xffffffffffffffff
    let mut order = vec![];
    { order.push(1); Wrapper(5) }.0 += { order.push(2); 1 };
    println!("{order:?} {}", (Calls(|| [1, 2]).0)()[1]);   //~ PRINTS: [2, 1] 2
    println!("{:?}", hidden().make());   //~ PRINTS: 9
    println!("{} {}", ONE.next.number, TWO.next.next.number);   //~ PRINTS: 2 2
    println!("{:?} {:?}", (&Some(&[1u8][..])).values(), Point { x: 1 });   //~ PRINTS: [1] Point { x: 1 }
    loop {
        std::mem::forget((FIRST, Loud(2), break));
    }
}
