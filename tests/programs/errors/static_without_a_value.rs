// A function that panics is the mistake of the constant that calls it.
const fn half(of: usize) -> usize {
    if of % 2 != 0 {
        panic!("odd")
    }
    of / 2
}

static TWO: usize = half(4);
static NONE: usize = half(5); //~ ERROR E0080 this constant has no value: odd

fn main() {
    println!("{TWO} {NONE}");
}
