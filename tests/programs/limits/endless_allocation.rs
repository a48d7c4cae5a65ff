//@ expect: limit
//@ kind: memory
fn main() {
    let mut all: Vec<Box<[u8; 100000]>> = Vec::new();
    loop {
        all.push(Box::new([1; 100000]));
    }
}
