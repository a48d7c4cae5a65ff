// Who sees a trait and the type it is for may name the associated types too.
struct Hidden;
pub struct Shown;
pub(crate) struct Inside;

pub trait Make {
    type Made;
}
trait Secret {
    type Made;
}

impl Make for Shown {
    type Made = Hidden; //~ ERROR E0446
}
impl Iterator for Shown {
    type Item = Vec<Inside>; //~ ERROR E0446
    fn next(&mut self) -> Option<Vec<Inside>> {
        None
    }
}
impl Make for Hidden {
    type Made = Hidden;
}
impl Secret for Shown {
    type Made = Hidden;
}

fn main() {
    fn inner() {
        struct Local;
        impl Make for Local {
            type Made = Local;
        }
        impl Iterator for Local {
            type Item = Hidden;
            fn next(&mut self) -> Option<Hidden> {
                None
            }
        }
    }
    inner();
}
