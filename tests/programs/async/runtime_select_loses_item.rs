//@ explore
//@ always
//@ outputs: [1, 2]|[2]|[1]|[]
// A side of a select that has taken an item and waits once more is dropped with it.
use crabglass::sync::channel;
use crabglass::{select, task};

fn main() {
    task::block_on(async {
        let (tx, mut rx) = channel(4);
        tx.send(1).await.unwrap();
        tx.send(2).await.unwrap();
        let mut got = vec![];
        for _ in 0..2 {
            select! {
                item = async { let item = rx.recv().await; task::yield_now().await; item } => got.extend(item),
                _ = task::yield_now() => {}
            }
        }
        println!("{got:?}");
    });
}
