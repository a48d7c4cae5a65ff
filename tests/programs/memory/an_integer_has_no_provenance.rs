use std::mem;

fn main() {
    let number = 5;
    let pointers = [&number];
    let again: [&i32; 1] = unsafe { mem::transmute(pointers) };
    println!("{}", again[0]); //~ PRINTS: 5
    let integers: [usize; 1] = unsafe { mem::transmute(pointers) };
    println!("{}", integers[0] == again[0] as *const i32 as usize); //~ PRINTS: true
    let pointer = (&raw const integers[0]).cast::<&i32>();
    println!("{}", unsafe { *pointer.read() }); //~ UB: provenance
}
