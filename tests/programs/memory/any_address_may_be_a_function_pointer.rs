// A function pointer is only not null; whether there is a function is asked when it is called.
fn main() {
    let pointer: fn() = unsafe { std::mem::transmute(64usize) };
    let copy = pointer;
    println!("{}", copy as usize); //~ PRINTS: 64
    copy(); //~ UB: not a function pointer
}
