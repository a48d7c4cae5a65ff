// Each constant that has no value is said, whether anything uses it or not.
const LAST: i32 = [1, 2, 3][5]; //~ ERROR E0080
static READY: u8 = { assert!(SIZE < 3, "too large"); 1 }; //~ ERROR E0080
const SIZE: usize = std::mem::size_of::<u64>();
const _: () = assert!(SIZE == 4); //~ ERROR E0080

fn main() {
    const NAME: &str = if SIZE == 8 { panic!("eight") } else { "other" }; //~ ERROR E0080
    println!("{NAME}");
}
