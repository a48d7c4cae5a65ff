// Constants have their values before the program runs, whether anything names them or not.
const fn half(of: usize) -> usize {
    assert!(of % 2 == 0, "odd");
    of / 2
}

const FINE: usize = half(4);
const _: () = assert!(FINE == 2);
const _: () = assert!(half(2) == 2); //~ ERROR E0080 this constant has no value: assertion failed

fn main() {
    println!("{FINE}");
}
