//@ aliasing: stacked
fn main() {
    let list = [1i32, 2];
    let empty = &list[0..0];
    let p = empty.as_ptr();
    let _beyond = unsafe { &*p.add(1) }; //~ UB: needs SharedReadOnly
}
