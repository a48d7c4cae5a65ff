#[repr(u8)]
enum Closed {
    Only(u8) = 7,
}
#[repr(u8)]
#[non_exhaustive]
enum Open {
    Only(u8) = 7,
}

fn main() {
    let bytes = [1u8, 2];
    let closed = (&raw const bytes).cast::<Closed>();
    match unsafe { &*closed } {
        Closed::Only(n) => println!("{n}"), //~ PRINTS: 2
    }
    let open = (&raw const bytes).cast::<Open>();
    match unsafe { &*open } { //~ UB: no variant
        Open::Only(n) => println!("{n}"),
    }
}
