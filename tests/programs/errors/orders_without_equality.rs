// PartialOrd needs PartialEq, of whatever is compared.

struct P;

impl PartialOrd for P { //~ ERROR E0277
    fn partial_cmp(&self, _: &P) -> Option<std::cmp::Ordering> {
        None
    }
}

fn main() {
    P < P; //~ ERROR E0277
    P.lt(&P); //~ ERROR E0277
    &P < &P; //~ ERROR E0277
}
