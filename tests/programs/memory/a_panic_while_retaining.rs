// A panic in the function of `retain` loses no element: what was not looked at yet stays.
//@ explore
//@ outputs: 1 3 true\n[2, 4, 5, 6]\n2 4 5 6 end
use std::panic::{self, AssertUnwindSafe};

struct Loud(i32);
impl Drop for Loud {
    fn drop(&mut self) {
        print!("{} ", self.0);
    }
}

fn main() {
    panic::set_hook(Box::new(|_| {}));
    let mut all: Vec<Loud> = (1..=6).map(Loud).collect();
    let ended = panic::catch_unwind(AssertUnwindSafe(|| {
        all.retain(|loud| if loud.0 == 4 { panic!() } else { loud.0 % 2 == 0 });
    }));
    println!("{}", ended.is_err());
    println!("{:?}", all.iter().map(|loud| loud.0).collect::<Vec<_>>());
    drop(all);
    println!("end");
}
