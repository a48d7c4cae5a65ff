//@ explore
//@ always
//@ outputs: got|got late
// A task that holds a lock is dropped: the next one gets it.
use crabglass::sync::Mutex;
use crabglass::{select, task};

fn main() {
    task::block_on(async {
        let lock = Mutex::new(0);
        let mut late = false;
        select! {
            _ = async { let _g = lock.lock().await; std::future::pending::<()>().await } => {},
            _ = async { late = lock.try_lock().is_none(); } => {}
        }
        let _g = lock.lock().await;
        println!("{}", if late { "got late" } else { "got" });
    });
}
