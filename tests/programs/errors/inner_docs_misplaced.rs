//! A comment about the file comes first,
//! in as many lines as it needs.
macro_rules! anything {
    ($($tokens:tt)*) => {};
}

mod documented {
    //! About the module.
    pub fn first() {}
}

fn one() -> i32 {
    //! About the function.
    let x = 1; //! not here //~ ERROR E0753
    x
}
//! nor here //~ ERROR E0753
fn main() {
    anything! { a; //! here
        b }
    documented::first();
    one();
}
