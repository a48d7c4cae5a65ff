//@ models: stacked tree
fn run(_held: &mut i32, free: impl FnOnce()) {
    free();
}

fn main() {
    let p = Box::into_raw(Box::new(3));
    let held = unsafe { &mut *p };
    run(held, move || drop(unsafe { Box::from_raw(p) })); //~ UB: strongly protected
}
