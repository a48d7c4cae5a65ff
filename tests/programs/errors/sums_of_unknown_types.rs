// `+` is asked before what its right side asks for, and after what its left side does.
fn main() {
    let small: u32 = 1;
    let mut large: u64 = 2;
    large = large + small.into(); //~ ERROR E0284
}
