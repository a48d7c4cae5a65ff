//@ models: stacked tree
fn peek(pair: &mut (i32, i32)) -> &i32 {
    let p = pair as *mut (i32, i32);
    let second = unsafe { &(*p).1 };
    unsafe { *p = (1, 2) };
    second //~[stacked] UB: needs SharedReadOnly
    //~[tree]^ UB: Disabled
}

fn main() {
    peek(&mut (3, 4));
}
