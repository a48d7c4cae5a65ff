//@ explore
//@ always
//@ outputs: [] Cancelled|[1] Cancelled|[1, 2] done
// How far a task has come when it is aborted.
use crabglass::task;
use std::cell::RefCell;
use std::rc::Rc;

fn main() {
    let notes = Rc::new(RefCell::new(vec![]));
    let given = notes.clone();
    let result = task::block_on(async move {
        let job = task::spawn(async move {
            given.borrow_mut().push(1);
            task::yield_now().await;
            given.borrow_mut().push(2);
        });
        task::yield_now().await;
        job.abort();
        job.await
    });
    println!(
        "{:?} {}",
        notes.borrow(),
        match result {
            Ok(()) => "done".to_string(),
            Err(e) => format!("{e:?}"),
        }
    );
}
