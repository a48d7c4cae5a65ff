// What an associated type with a lifetime says is borrowed as long as the lifetime it is given.
trait Lend {
    type Item<'a> where Self: 'a;
    fn next<'a>(&'a mut self) -> Option<Self::Item<'a>>;
    fn first(&mut self) -> Self::Item<'_>;
}

struct Bytes { all: Vec<u8> }

impl Lend for Bytes {
    type Item<'x> = &'x mut [u8];
    fn next<'a>(&'a mut self) -> Option<&'a mut [u8]> { Some(&mut self.all) }
    fn first(&mut self) -> &mut [u8] { &mut self.all }
}

fn main() {
    let mut bytes = Bytes { all: vec![1, 2] };
    let a = bytes.next();
    let b = bytes.next(); //~ ERROR E0499
    println!("{a:?} {b:?}");
    let c = bytes.first();
    bytes.all.push(3); //~ ERROR E0499
    c[0] = 1;
    while let Some(part) = bytes.next() {
        part[0] += 1;
        if part[0] > 3 { break }
    }
    println!("{:?}", bytes.all);
}
