//@ aliasing: stacked
fn pick(pair: &mut (i32, i32)) -> Option<&mut i32> {
    let p = pair as *mut (i32, i32);
    let found = Some(unsafe { &mut (*p).1 });
    let _read = unsafe { *p };
    found //~ UB: needs Unique
}

fn main() {
    pick(&mut (3, 4));
}
