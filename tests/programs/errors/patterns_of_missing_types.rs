struct Point {
    x: u8,
}
struct Meters(u8);
union Bits {
    word: u8,
}

fn named(Point { x }: Missing) -> u8 { //~ ERROR E0425
    x
}

fn tuple(Meters(m): Missing) -> u8 { //~ ERROR E0425
    m
}

fn looked_at(v: Missing) { //~ ERROR E0425
    let Point { x } = v;
    match v {
        Meters(m) => {}
    }
    for Bits { word } in [v] {}
}

fn main() {}
