// The length of these may not fit a `usize` on every machine: they cannot be counted from the end.
fn main() {
    for i in (1..=9i32).step_by(2).rev() { //~ ERROR E0277
        println!("{i}");
    }
    for (i, n) in (0..9u64).enumerate().rev() { //~ ERROR E0277
        println!("{i} {n}");
    }
    println!("{}", (0..9i32).rev().len());
}
