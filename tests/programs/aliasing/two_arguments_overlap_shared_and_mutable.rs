//@ models: stacked tree
fn bump(seen: &i32, counter: &mut i32) -> i32 {
    //~[stacked]^ UB: would take the SharedReadOnly item
    *counter += 1; //~[tree] UB: strongly protected
    *seen
}

fn main() {
    let mut n = 0;
    let p = &raw mut n;
    let raw: fn(*const i32, *mut i32) -> i32 = unsafe { std::mem::transmute(bump as fn(&i32, &mut i32) -> i32) };
    raw(p, p);
}
