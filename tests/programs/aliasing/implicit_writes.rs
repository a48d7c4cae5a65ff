//@ models: tree-implicit-writes
// With implicit writes a mutable reference or a box that enters a function counts as written to at
// once: what the caller lent it from loses its other children.

fn takes(_x: &mut i32) {}
fn takes_cell(_x: &mut std::cell::Cell<i32>) {}

fn main() {
    let mut n = 1;
    let x = &mut n;
    takes(x);
    assert_eq!(*x, 1);

    // What may be changed through shared references is not written to.
    let mut cell = std::cell::Cell::new(2);
    let p = &raw mut cell;
    let shared = unsafe { &*p };
    takes_cell(unsafe { &mut *p });
    assert_eq!(shared.get(), 2);

    // Empty slices have no byte to write.
    let none: &mut [i32] = &mut [];
    none.reverse();

    let p = &raw mut n;
    let (a, b) = unsafe { (&mut *p, &*p) };
    takes(a);
    assert_eq!(*b, 1); //~ UB: Disabled
}
