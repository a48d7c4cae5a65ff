//@ expect: limit
//@ kind: depth
fn down(n: u64) -> u64 {
    1 + down(n + 1)
}

fn main() {
    println!("{}", down(0));
}
