// A closure that captures nothing is a constant: what is borrowed of it lasts as long as the program.
fn pointer() -> &'static fn() -> i32 {
    &((|| 5) as fn() -> i32)
}

fn object() -> &'static dyn Fn(i32) -> i32 {
    &|n| n + 1
}

fn generic<T: Default>() -> &'static dyn Fn() -> T {
    &|| T::default()
}

struct Again;

impl std::ops::Deref for Again {
    type Target = fn() -> Again;
    fn deref(&self) -> &Self::Target {
        &((|| Again) as _)
    }
}

fn main() {
    println!("{} {}", pointer()(), object()(6)); //~ PRINTS: 5 7
    println!("{:?} {:?}", generic::<u8>()(), generic::<String>()()); //~ PRINTS: 0 ""
    let _again = Again()()();
    const TABLE: [&dyn Fn(i32) -> i32; 2] = [&|n| n * 2, &|n| n * 3];
    println!("{}", TABLE[0](TABLE[1](7))); //~ PRINTS: 42
}
