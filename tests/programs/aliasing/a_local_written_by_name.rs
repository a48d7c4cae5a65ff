//@ models: stacked tree
fn main() {
    let mut n = 0;
    let p = &n as *const i32;
    n = 1;
    println!("{}", n);
    let r = unsafe { &*p };
    //~[stacked]^ UB: not in the borrow stack
    println!("{}", r); //~[tree]^^ UB: Disabled
}
