// Lengths and numbers that only a call tells are not known panics where they are generic.
trait Size {
    const LEN: usize;
    const STEP: i32 = 1;
}
struct Three;
impl Size for Three {
    const LEN: usize = 3;
}

fn last<const N: usize>() -> usize { N - 1 }
fn divided<const N: usize>(x: usize) -> usize { x / N }
fn shifted<const S: u32>(x: u32) -> u32 { x << S }
fn before_end<T: Size>() -> usize { T::LEN - 1 }
fn rest<T: Size>(x: i32) -> i32 { x % T::STEP }
fn end<const K: usize>(bytes: [u8; K]) -> u8 { bytes[K - 1] }

struct Ring<T, const N: usize> {
    slots: [Option<T>; N],
    head: usize,
}
impl<T: Copy, const N: usize> Ring<T, N> {
    const LAST: usize = N - 1;
    fn push(&mut self, value: T) {
        self.slots[self.head % N] = Some(value);
        self.head = (self.head + 1) % N;
    }
    fn first(&self) -> Option<T> { self.slots[0] }
    fn last(&self) -> Option<T> { self.slots[Self::LAST] }
}

fn main() {
    println!("{} {} {}", last::<4>(), divided::<2>(9), shifted::<3>(1)); //~ PRINTS: 3 4 8
    println!("{} {} {}", before_end::<Three>(), rest::<Three>(5), end([1, 2, 3])); //~ PRINTS: 2 0 3
    let mut ring = Ring::<i32, 3> { slots: [None; 3], head: 0 };
    (0..4).for_each(|value| ring.push(value));
    println!("{:?} {:?}", ring.first(), ring.last()); //~ PRINTS: Some(3) Some(2)
    let all = [1, 2, 3];
    if all[..].len() > 5 {
        println!("{}", all[..][7]);
    }
}
