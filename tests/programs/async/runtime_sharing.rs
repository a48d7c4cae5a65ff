//@ explore
//@ always
//@ outputs: 3, [0, 1, 10]|3, [0, 10, 1]|3, [10, 0, 1]
// A lock held across an await keeps the others out; a channel of one place makes senders wait.
use crabglass::{join, sync, task};
use std::rc::Rc;

fn main() {
    let total = Rc::new(sync::Mutex::new(0));
    let add = |amount: i32| {
        let total = total.clone();
        async move {
            let mut guard = total.lock().await;
            let old = *guard;
            task::yield_now().await;
            *guard = old + amount;
        }
    };
    let got = task::run(async {
        let (first, second) = (task::spawn(add(1)), task::spawn(add(2)));
        let _ = join!(first, second);
        let (sender, mut receiver) = sync::channel(1);
        let other = sender.clone();
        task::spawn(async move {
            for item in 0..2 {
                sender.send(item).await.unwrap();
            }
        });
        task::spawn(async move { other.send(10).await.unwrap() });
        let mut got = Vec::new();
        while let Some(item) = receiver.recv().await {
            got.push(item);
        }
        got
    });
    println!("{}, {got:?}", task::block_on(async { *total.lock().await }));
}
