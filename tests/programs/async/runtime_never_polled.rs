//@ explore
//@ always
//@ outputs: saved: 0, 1\nsaved: 1, 1
// A future that nobody polls does nothing; one that is spawned is polled before `run` ends, and only there.
use crabglass::task;
use std::cell::Cell;
use std::rc::Rc;

async fn save(count: Rc<Cell<u32>>) {
    count.set(count.get() + 1);
}

fn main() {
    let (forgotten, spawned) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
    task::run(async {
        let _never = save(forgotten.clone());
        task::spawn(save(spawned.clone()));
    });
    println!("saved: {}, {}", forgotten.get(), spawned.get());
    task::block_on(save(forgotten.clone()));
    println!("saved: {}, {}", forgotten.get(), spawned.get());
}
