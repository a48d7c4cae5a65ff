// The value of a constant or static needs its own. Statics may hold each other's addresses.
const FIRST: i32 = SECOND + 1; //~ ERROR E0391
const SECOND: i32 = THIRD * 2;
const THIRD: i32 = FIRST;
const FINE: i32 = 3;
const STEP: fn(u32) -> u32 = |n| if n == 0 { 0 } else { STEP(n - 1) };

static PING: u32 = PONG + 1; //~ ERROR E0391
static PONG: u32 = PING;
const fn of_itself() -> u8 { ITSELF }
const ITSELF: u8 = of_itself(); //~ ERROR E0391
struct Link(&'static Link, u8);
static LEFT: Link = Link(&RIGHT, 1);
static RIGHT: Link = Link(&LEFT, 2);

fn main() {
    println!("{} {FINE} {}", SECOND, STEP(2));
    println!("{} {}", LEFT.0.1, PING);
}
