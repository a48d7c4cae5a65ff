// Each instance asks for one of a larger type; rustc says so once it makes code of the program.
fn wrap<T>(n: u32, value: T) {
    if n > 0 {
        wrap(n - 1, (value,)); //~ ERROR reached the recursion limit while instantiating
    }
}

fn main() {
    wrap(3, 1);
}
