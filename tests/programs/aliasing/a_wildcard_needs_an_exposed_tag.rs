//@ models: stacked tree
fn main() {
    let mut n = 1u32;
    let address = &raw mut n as usize;
    let wild = address as *mut u32;
    unsafe { *wild = 2 };
    println!("{n}"); //~ PRINTS: 2
    let shared = &n;
    let only_read = shared as *const u32 as usize as *mut u32;
    println!("{}", unsafe { *only_read }); //~ PRINTS: 2
}
