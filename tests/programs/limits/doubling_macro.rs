// The program is at the end of memory long before the limit on recursion; rustc has no such limit.
macro_rules! doubled {
    ($($t:tt)*) => { doubled!($($t)* $($t)*) }; //~ ERROR macros have made more than
}

fn main() {
    doubled!(1);
}
