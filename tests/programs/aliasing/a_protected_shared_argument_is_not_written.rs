//@ models: stacked tree
fn both(own: &u32, other: *mut u32) -> u32 {
    unsafe { *other = 2 }; //~[stacked] UB: strongly protected
    //~[tree]^ UB: strongly protected
    *own
}

fn main() {
    let mut n = 0;
    let p = &raw mut n;
    both(unsafe { &*p }, p);
}
