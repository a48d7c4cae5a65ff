//@ models: stacked tree
fn bump(counter: &mut i32, seen: &i32) -> i32 {
    //~[stacked]^ UB: would take the Unique item
    *counter += 1; //~[tree] UB: Reserved (conflicted)
    *seen
}

fn main() {
    let mut n = 0;
    let p = &raw mut n;
    let raw: fn(*mut i32, *const i32) -> i32 = unsafe { std::mem::transmute(bump as fn(&mut i32, &i32) -> i32) };
    raw(p, p);
}
