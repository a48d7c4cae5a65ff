fn longest<'a>(a: &'a str, b: &'a str) -> &'a str {
    if a.len() >= b.len() { a } else { b }
}

fn double(n: &mut i32) {
    *n *= 2;
}

fn main() {
    let mut n = 21;
    double(&mut n);
    println!("{n}"); //~ PRINTS: 42
    let r = &n;
    let rr = &r;
    println!("{} {}", **rr + 1, *r == **rr); //~ PRINTS: 43 true
    println!("{}", longest("short", "longer")); //~ PRINTS: longer
    let mut values = [1, 2, 3];
    {
        let middle = &mut values[1];
        *middle += 10;
        let again = &mut *middle;
        *again += 1;
        *middle += 1;
    }
    for v in &mut values {
        *v += 1;
    }
    println!("{values:?}"); //~ PRINTS: [2, 15, 4]
    let slice = &values[1..];
    println!("{} {}", slice.len(), slice[0]); //~ PRINTS: 2 15
    let mut a = 1;
    let mut b = 2;
    std::mem::swap(&mut a, &mut b);
    println!("{a} {b}"); //~ PRINTS: 2 1
}
