// Forgetting a value is safe, and a leak; what came back from a raw pointer is freed.
use std::mem;

fn main() {
    let freed = Box::into_raw(Box::new(5));
    let kept = Box::new(6); //~ LEAK: 4 bytes are allocated here
    mem::forget(kept);
    drop(unsafe { Box::from_raw(freed) });
    println!("end"); //~ PRINTS: end
}
