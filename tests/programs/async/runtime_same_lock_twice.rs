//@ explore
//@ always
//@ expect: deadlock
// A guard held across an await for the same lock: the executor has nothing to do, for ever.
use crabglass::{sync, task};

async fn balance(account: &sync::Mutex<i32>) -> i32 {
    *account.lock().await
}

fn main() {
    let account = sync::Mutex::new(3);
    task::block_on(async {
        let mut guard = account.lock().await;
        *guard += balance(&account).await;
    });
}
