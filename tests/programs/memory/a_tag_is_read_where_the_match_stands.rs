#[repr(u8)]
enum Direction {
    Left = 1,
    Right = 2,
}

fn main() {
    let bytes = [1u8, 2, 3];
    for byte in &bytes {
        let direction = (&raw const *byte).cast::<Direction>();
        let name = match unsafe { &*direction } { //~ UB: no variant
            Direction::Left => "left",
            Direction::Right => "right",
        };
        println!("{name}");
        //~^ PRINTS: left
        //~| PRINTS: right
    }
}
