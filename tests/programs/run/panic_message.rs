//@ stderr: panicked at src/main.rs:6:9:\nit was 3
// What is printed before the panic stays.
fn check(n: i32) {
    println!("check {n}"); //~ PRINTS: check 2\ncheck 3
    if n > 2 {
        panic!("it was {n}"); //~ PANIC: it was 3
    }
}

fn main() {
    check(2);
    check(3);
    println!("never");
}
