// A trait's member must be what the trait says: a type, a constant or a function.
trait Sized2 {
    type Unit;
    const COUNT: u8;
    fn size();
}

struct Box2;

impl Sized2 for Box2 { //~ ERROR E0046
    const Unit: u64 = 0; //~ ERROR E0323
    type size = u8; //~ ERROR E0325
    fn COUNT() {} //~ ERROR E0324
    fn other() {} //~ ERROR E0407
}

unsafe impl Box2 {} //~ ERROR E0197
impl !Sync for Box2 {} //~ ERROR E0658
unsafe impl !Send for Box2 {}
//~^ ERROR E0198
//~| ERROR E0658

fn main() {}
