// A pattern reads the field of a union that it looks at; `_` looks at nothing.
union Bits {
    int: u32,
    parts: (u16, u16),
}

fn matched(bits: Bits) -> u32 {
    match bits {
        Bits { int: 1 } => 1, //~ ERROR E0133 reading a field of a union
        Bits { int: _ } => 2,
    }
}

fn bound(bits: Bits) -> u16 {
    let Bits { parts: (low, _) } = bits; //~ ERROR E0133 reading a field of a union
    let in_closure = |Bits { int }: Bits| int; //~ ERROR E0133 reading a field of a union
    in_closure(Bits { int: 3 }) as u16 + low
}

fn main() {
    let bits = Bits { int: 1 };
    unsafe {
        let Bits { int } = bits;
        println!("{int}");
    }
    println!("{} {}", matched(Bits { int: 1 }), bound(Bits { int: 2 }));
}
