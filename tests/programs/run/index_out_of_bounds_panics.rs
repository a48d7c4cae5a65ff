fn main() {
    let values = [1, 2, 3];
    let mut at = 1;
    while at < 10 {
        at += 1;
        println!("{}", values[at]); //~ PANIC: index out of bounds: the len is 3 but the index is 3
    }
}
