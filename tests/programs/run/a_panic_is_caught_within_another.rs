//@ outputs: inner\nouter
// A destructor that runs while a panic unwinds may catch one of its own; the first one goes on then.
use std::panic::catch_unwind;

struct CatchesOne;
impl Drop for CatchesOne {
    fn drop(&mut self) {
        let caught = catch_unwind(|| panic!("inner"));
        println!("{}", caught.unwrap_err().downcast_ref::<&str>().unwrap());
    }
}

fn main() {
    let caught = catch_unwind(|| {
        let _catches = CatchesOne;
        panic!("outer");
    });
    println!("{}", caught.unwrap_err().downcast_ref::<&str>().unwrap());
}
