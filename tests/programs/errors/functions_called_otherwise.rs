// The convention by which a function is called belongs to its type, and so does whether a panic may leave it.
extern "C-unwind" fn may_unwind() {}
extern "C" fn plain() {}
struct Table { enter: extern "C-unwind" fn(), leave: extern "C" fn() }
fn take(f: extern "C" fn()) { f() }
fn main() {
    let table = Table { enter: may_unwind, leave: plain };
    take(table.leave);
    take(plain);
    take(table.enter); //~ ERROR E0308
    take(may_unwind); //~ ERROR E0308
    let _ours: fn() = plain; //~ ERROR E0308
    let _unwinding: extern "C-unwind" fn() = plain; //~ ERROR E0308
    let _both = [table.enter, table.leave]; //~ ERROR E0308
}
