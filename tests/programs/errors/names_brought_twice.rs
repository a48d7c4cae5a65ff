// A name twice in one module: the second in the text is at fault, whichever of the two is the import.
extern crate alloc;
extern crate core as alloc; //~ ERROR E0259

use shapes::circle;
use shapes::Square;
use shapes::core;

extern crate core; //~ ERROR E0254

fn circle() {} //~ ERROR E0255
struct Square; //~ ERROR E0255
mod oval {}
use shapes::oval; //~ ERROR E0255
use shapes::square as circle2;
use shapes::circle as circle2; //~ ERROR E0252

extern crate std as named;
struct named; //~ ERROR E0260

mod shapes {
    pub fn circle() {}
    pub struct Square;
    pub mod oval {}
    pub mod core {}
    pub fn square() {}
}

fn main() {}
