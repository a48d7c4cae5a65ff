// References made from references, deep and over and over: what the aliasing models pay for.
fn deepen(value: &mut u64, depth: u32) {
    *value += 1;
    if depth > 0 {
        deepen(&mut *value, depth - 1);
    }
    *value += 1;
}

fn main() {
    let mut value = 0;
    for _ in 0..40 {
        deepen(&mut value, 100);
    }
    let mut last = &mut value;
    for _ in 0..20_000 {
        last = &mut *last;
        *last += 1;
    }
    println!("{value}");
}
