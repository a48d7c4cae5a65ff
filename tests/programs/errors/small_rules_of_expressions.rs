// Rules that are asked of one expression or pattern.
struct Point { x: i32, y: i32 }
struct Gone;
impl Drop for Gone {
    fn drop(&mut self) {}
}
trait Named {}

mod hidden {
    #[derive(Default)]
    pub struct Half { pub seen: i32, unseen: i32 }
}

fn of_dyn(object: &dyn Named) {
    let &inner = object; //~ ERROR E0033
}

fn main() {
    let without = Point { x: 1, .. }; //~ ERROR E0797
    let destructor = Drop::drop; //~ ERROR E0040
    let closure = || -> i32 { return; }; //~ ERROR E0069
    let truth = 'a' as bool; //~ ERROR E0054
    let letter = true as char; //~ ERROR E0604
    match "a" { "a"..="z" => {} _ => {} } //~ ERROR E0029
    let Point { x, z } = Point { x: 1, y: 2 }; //~ ERROR E0026
    let hidden::Half { seen } = hidden::Half::default(); //~ ERROR which cannot be named here
    let count = [0; length(2)]; //~ ERROR E0015
    loop { continue 'missing (1); } //~ ERROR E0426
    let text: Iterator::Item; //~ ERROR E0223
    let bytes: Vec<u8, Item = u8>; //~ ERROR E0229
    Self::new(); //~ ERROR E0433
}

fn length(n: usize) -> usize { n }
fn anonymous<'_>() {} //~ ERROR E0637
