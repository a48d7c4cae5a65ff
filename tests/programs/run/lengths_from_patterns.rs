fn make<T: Default + Copy, const N: usize>() -> [T; N] {
    [T::default(); N]
}

fn first_n<const N: usize>(bytes: &[u8]) -> Option<[u8; N]> {
    bytes.get(..N)?.try_into().ok()
}

fn main() {
    let [a, b] = make();
    let zeros: (i32, i32) = (a, b);
    println!("{zeros:?}"); //~ PRINTS: (0, 0)
    if let Some([x, y]) = first_n(&[1, 2, 3]) {
        println!("{x} {y}"); //~ PRINTS: 1 2
    }
    let [key, value] = "a=b".split('=').collect::<Vec<_>>()[..] else { panic!() };
    println!("{key} {value}"); //~ PRINTS: a b
}
