const fn double(n: u32) -> u32 {
    n * 2
}

fn triple(n: u32) -> u32 {
    n * 3
}

const SIX: u32 = double(3);
const NINE: u32 = triple(3); //~ ERROR E0015
static NAME: String = String::from("a"); //~ ERROR E0015
static EMPTY: String = String::new();

const fn six() -> u32 {
    triple(2) //~ ERROR E0015
}

fn main() {
    println!("{SIX} {NINE} {NAME} {EMPTY}");
}
