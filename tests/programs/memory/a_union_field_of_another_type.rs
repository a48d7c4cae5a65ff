#[derive(Clone, Copy)]
union Number {
    byte: u8,
    flag: bool,
    none: (),
}

fn main() {
    let one = Number { byte: 1 };
    println!("{}", unsafe { one.flag }); //~ PRINTS: true
    let empty = Number { none: () };
    let mut two = empty;
    two.byte = 2;
    println!("{}", unsafe { two.byte }); //~ PRINTS: 2
    println!("{}", unsafe { two.flag }); //~ UB: neither 0 nor 1
}
