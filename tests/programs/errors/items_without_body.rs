// What an item stands for is written where it is declared, but for what a trait leaves open.
trait Shape {
    type Unit;
    const SIDES: u32;
}
struct Square;
impl Shape for Square {
    type Unit; //~ ERROR associated type in `impl` without body
    const SIDES: u32; //~ ERROR associated constant in `impl` without body
}
const NOWHERE: u32; //~ ERROR free constant item without body
static NOTHING: u32; //~ ERROR free static item without body
type Unknown; //~ ERROR free type alias without body
fn main() {
    println!("{NOWHERE} {NOTHING}");
}
