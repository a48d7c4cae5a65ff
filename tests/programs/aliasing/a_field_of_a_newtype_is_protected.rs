//@ models: stacked tree
struct Lent<'a>(&'a mut i32);

fn keep(_lent: Lent<'_>, free: impl FnOnce()) {
    free();
}

fn main() {
    let p = Box::into_raw(Box::new(0));
    keep(Lent(unsafe { &mut *p }), || drop(unsafe { Box::from_raw(p) })); //~[tree] UB: strongly protected
    //~[stacked]^ UB: strongly protected
}
