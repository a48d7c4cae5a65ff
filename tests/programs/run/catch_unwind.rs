use std::panic;

struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        println!("unwound"); //~ PRINTS: unwound
    }
}

fn main() {
    let result = panic::catch_unwind(|| {
        let _guard = Guard;
        let zero = std::hint::black_box(0);
        10 / zero
    });
    println!("{}", result.is_err()); //~ PRINTS: true
}
