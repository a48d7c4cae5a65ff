static GREETING: &str = "hello";
static mut CALLS: u32 = 0;
const LIMIT: usize = 2 + 1;
static TABLE: [u8; LIMIT] = [1, 2, 3];

fn call() -> u32 {
    unsafe {
        CALLS += 1;
        CALLS
    }
}

fn main() {
    call();
    call();
    println!("{GREETING} {}", call()); //~ PRINTS: hello 3
    println!("{} {}", LIMIT, TABLE[LIMIT - 1]); //~ PRINTS: 3 3
}
