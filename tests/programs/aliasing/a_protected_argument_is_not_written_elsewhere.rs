//@ models: stacked tree
fn both(own: &mut u32, other: *mut u32) -> u32 {
    *own = 1;
    unsafe { *other = 2 }; //~[stacked] UB: strongly protected
    //~[tree]^ UB: strongly protected
    *own
}

fn main() {
    let mut n = 0;
    let p = &raw mut n;
    both(unsafe { &mut *p }, p);
}
