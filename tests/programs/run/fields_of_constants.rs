struct Screen { width: u32, name: &'static str, corner: (i8, i8) }

const SCREEN: Screen = Screen { width: 640, name: "small", corner: (-1, 7) };
const WIDTH: &u32 = &SCREEN.width;

fn name() -> &'static &'static str { &SCREEN.name }

fn main() {
    println!("{} {:#x}", SCREEN.width, SCREEN.width); //~ PRINTS: 640 0x280
    println!("{} {} {WIDTH}", name(), &&SCREEN.corner.1); //~ PRINTS: small 7 640
    let kept: &'static (i8, i8) = &SCREEN.corner;
    println!("{kept:?}"); //~ PRINTS: (-1, 7)
}
