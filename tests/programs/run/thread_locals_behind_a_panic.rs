// A panic that leaves `main` still drops the main thread's locals, the youngest first.
use std::cell::RefCell;

struct Noisy(&'static str);
impl Drop for Noisy {
    fn drop(&mut self) { println!("{} {}", self.0, std::thread::panicking()); } //~ PRINTS: local true\nsecond false\nfirst false
}

thread_local! {
    static FIRST: Noisy = Noisy("first");
    static SECOND: RefCell<Option<Noisy>> = RefCell::new(None);
}

fn main() {
    FIRST.with(|first| println!("{}", first.0)); //~ PRINTS: first
    SECOND.set(Some(Noisy("second")));
    let _local = Noisy("local");
    let none: Option<u8> = None;
    none.unwrap(); //~ PANIC: called `Option::unwrap()` on a `None` value
}
