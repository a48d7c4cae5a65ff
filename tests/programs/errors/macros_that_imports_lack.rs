// What an import should have brought is told there, also where it is called as a macro.

use nowhere::told; //~ ERROR E0432

macro_rules! tells {
    () => { told!() };
}

fn main() {
    told!(1, 2);
    let n: told = tells!();
    untold!(); //~ ERROR cannot find macro
}
