//@ aliasing: stacked
fn main() {
    let n = &mut 5;
    let p = n as *mut i32;
    let dead = unsafe { &mut *p };
    let stored = &mut Some(dead);
    let _read = unsafe { *p };
    let _loaded = stored.as_mut().unwrap() as *mut &mut i32;
    let _value = unsafe { _loaded.read() }; //~ UB: needs Unique
}
