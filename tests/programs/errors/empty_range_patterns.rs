// A range in a pattern holds something, and a struct is built by the name of a struct.
type Number = u32;

fn main() {
    let n = 5u32;
    match n {
        1000..=5 => {} //~ ERROR E0030
        _ => {}
    }
    match n {
        5..5 => {} //~ ERROR E0579
        3..=3 => {}
        _ => {}
    }
}

fn build() {
    let _n = Number { value: 0 }; //~ ERROR E0071
}
