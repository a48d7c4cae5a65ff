// Eight patterns of seven alternatives each are six million ways to match: what is missing is found
// without going through them, and the code made of it has a limit of its own.
#[derive(Clone, Copy)]
enum Sign { A, B, C, D, E, F, G, H }
use Sign::*;

fn first_a(s: [Sign; 4]) -> u32 {
    match (s[0], s[1], s[2], s[3]) {
        (A, _, _, _) => 0,
        (_, A, _, _) => 1,
        (_, _, A, _) => 2,
        (_, _, _, A) => 3,
        (B | C | D | E | F | G | H, B | C | D | E | F | G | H, B | C | D | E | F | G | H, B | C | D | E | F | G | H) => 4,
    }
}

fn main() {
    println!("{} {} {}", first_a([B, C, A, A]), first_a([H; 4]), first_a([A; 4])); //~ PRINTS: 2 4 0
}
