struct Point {
    label: (),
    x: u8,
}

fn main() {
    let mut point = &Point { label: (), x: 1 };
    let _ = point.label;
    println!("{}", point.x); //~ PRINTS: 1
    unsafe { (&raw mut point).cast::<usize>().write(64) };
    let _ = point.label; //~ UB: dangles
}
