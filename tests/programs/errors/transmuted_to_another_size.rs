// What is transmuted keeps its bytes: the sizes are the same.
use std::mem::transmute;

fn main() {
    let bits: u32 = unsafe { transmute(1.5f32) };
    let wide: u64 = unsafe { transmute(bits) }; //~ ERROR E0512
    println!("{bits} {wide}");
}
