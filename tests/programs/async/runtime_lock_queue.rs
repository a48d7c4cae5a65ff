//@ explore
//@ always
//@ outputs: 1 2|2 1
// Who waits for a lock is served as it came, and either task may come first.
use crabglass::sync::Mutex;
use crabglass::task;
use std::cell::RefCell;
use std::rc::Rc;

fn main() {
    let lock = Rc::new(Mutex::new(vec![]));
    let held = lock.clone();
    task::run(async move {
        let guard = held.lock().await;
        for n in [1, 2] {
            let lock = held.clone();
            task::spawn(async move {
                lock.lock().await.push(n);
            });
        }
        task::yield_now().await;
        task::yield_now().await;
        drop(guard);
    });
    let all = lock.try_lock().unwrap();
    println!("{} {}", all[0], all[1]);
}
