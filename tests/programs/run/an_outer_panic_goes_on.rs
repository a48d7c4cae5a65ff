// The message of a panic that was waiting for a destructor is still its own.
struct CatchesOne;
impl Drop for CatchesOne {
    fn drop(&mut self) {
        let _ = std::panic::catch_unwind(|| panic!("inner"));
    }
}

fn main() {
    let _catches = CatchesOne;
    panic!("outer"); //~ PANIC: outer
}
