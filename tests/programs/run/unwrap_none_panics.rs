fn main() {
    let mut values = vec![1];
    println!("{}", values.pop().unwrap()); //~ PRINTS: 1
    values.pop().unwrap(); //~ PANIC: called `Option::unwrap()` on a `None` value
}
