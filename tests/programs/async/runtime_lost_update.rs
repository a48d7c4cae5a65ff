//@ explore
//@ always
//@ outputs: 1|2
// A value read before an await and written after it: no data race, and yet an update may be lost.
use crabglass::task;
use std::cell::Cell;
use std::rc::Rc;

fn main() {
    let count = Rc::new(Cell::new(0));
    task::run(async {
        for _ in 0..2 {
            let count = count.clone();
            task::spawn(async move {
                let old = count.get();
                task::yield_now().await;
                count.set(old + 1);
            });
        }
    });
    println!("{}", count.get());
}
