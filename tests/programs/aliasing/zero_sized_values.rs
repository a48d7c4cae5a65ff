//@ models: stacked tree
struct Nothing;

fn pass(_a: &mut Nothing, _b: &mut Nothing) {}

fn main() {
    let mut unit = ();
    let p = &raw mut unit;
    let (a, b) = unsafe { (&mut *p, &mut *p) };
    *a = ();
    *b = ();
    let mut nothing = Nothing;
    let q = &raw mut nothing;
    unsafe { pass(&mut *q, &mut *q) };
    let empty: &mut [u64] = &mut [];
    empty.sort();
    println!("{}", std::mem::size_of_val(empty)); //~ PRINTS: 0
}
