// An address says nothing of what is there; a reference does.
fn main() {
    let known = &0u8 as *const _;
    let unknown = 0usize as *const _; //~ ERROR E0641
    println!("{}", known == unknown as *const u8);
}
