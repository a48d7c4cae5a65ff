// What the parser misses but can do without does not hide what else is wrong.
//@ edition: 2024
const COUNT = 5; //~ ERROR missing type for `const` item
extern "C" { //~ ERROR extern blocks must be unsafe
    fn printf(format: *const std::ffi::c_char, ...) -> i32;
}
type Both<A, B> = Vec<A>; //~ ERROR E0091
fn main() {
    let n: &str = 1; //~ ERROR E0308
    unsafe { printf() }; //~ ERROR E0060
}
