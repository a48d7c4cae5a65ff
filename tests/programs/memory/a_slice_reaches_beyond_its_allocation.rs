use std::slice;

fn main() {
    let numbers = [1u32, 2, 3];
    let all = unsafe { slice::from_raw_parts(numbers.as_ptr(), 3) };
    println!("{}", all.len()); //~ PRINTS: 3
    let parts: (*const u32, usize) = (numbers.as_ptr(), 4);
    let more: &[u32] = unsafe { std::mem::transmute(parts) }; //~ UB: beyond
    println!("{}", more.len());
}
