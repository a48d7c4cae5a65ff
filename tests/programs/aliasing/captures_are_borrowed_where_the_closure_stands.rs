//@ models: stacked tree
// What a closure borrows it borrows when it is made: what is wrong with that is wrong there, not at
// the line inside that makes it borrow.
fn main() {
    let pair: &(&u32, &u32) = unsafe {
        let freed = Box::new(1);
        let dead = &*&raw const *freed;
        &(dead, dead)
    };
    let _never_called = || { //~ UB: dangles
        match pair {
            (&_first, _) => {}
        }
    };
}
