//@ aliasing: stacked
trait Touch {
    fn touch(&mut self) {}
}
impl Touch for i32 {}

fn main() {
    let mut n = 0;
    let p = &mut n as *mut i32;
    n.touch();
    let _after = unsafe { *p }; //~ UB: not in the borrow stack
}
