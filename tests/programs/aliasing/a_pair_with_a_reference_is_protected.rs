//@ models: stacked tree
fn keep(_lent: (&mut i32, i32), free: impl FnOnce()) {
    free();
}

fn main() {
    let p = Box::into_raw(Box::new(0));
    keep((unsafe { &mut *p }, 5), || drop(unsafe { Box::from_raw(p) })); //~ UB: strongly protected
}
