//@ explore
//@ outputs: 2
// A std guard held across an await: a task that is polled meanwhile waits for its own thread.
use crabglass::task;
use std::rc::Rc;
use std::sync::Mutex;

async fn add(m: Rc<Mutex<u32>>, yields: bool) {
    let mut guard = m.lock().unwrap(); //~ DEADLOCK
    if yields {
        task::yield_now().await;
    }
    *guard += 1;
}
fn main() {
    let m = Rc::new(Mutex::new(0));
    task::run({
        let m = m.clone();
        async move {
            task::spawn(add(m.clone(), true));
            task::spawn(add(m, false));
        }
    });
    println!("{}", m.lock().unwrap());
}
