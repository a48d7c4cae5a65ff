//@ models: stacked tree
// What a variable gives to a call is retagged where the call stands, before the function is entered.
fn foo(_: (&i32, Option<&i32>)) {}

fn main() {
    let x = &mut (42, 31);
    let first = &mut x.0 as *mut i32;
    let second = &mut x.1 as *mut i32;
    let pair = unsafe { (&*first, Some(&*second)) };
    foo(pair);
    unsafe { *second = 5 };
    foo(pair); //~[stacked] UB: not in the borrow stack
    //~[tree]^ UB: Disabled
}
