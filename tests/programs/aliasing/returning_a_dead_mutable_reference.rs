//@ aliasing: stacked
fn pick(pair: &mut (i32, i32)) -> &mut i32 {
    let p = pair as *mut (i32, i32);
    let second = unsafe { &mut (*p).1 };
    let _read = unsafe { *p };
    second //~ UB: needs Unique
}

fn main() {
    pick(&mut (3, 4));
}
