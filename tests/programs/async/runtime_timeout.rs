//@ explore
//@ always
//@ outputs: slow is dropped\nErr(Elapsed)\nOk(7)\nslow is dropped\nthe timer was first\nslow is dropped\nErr(Cancelled)
// What loses a race is dropped where it waits: a timeout, a select, an aborted task.
use crabglass::{select, task, time};
use std::time::Duration;

struct OnDrop(&'static str);
impl Drop for OnDrop {
    fn drop(&mut self) {
        println!("{}", self.0);
    }
}

fn ms(count: u64) -> Duration {
    Duration::from_millis(count)
}
async fn slow() -> u32 {
    let _guard = OnDrop("slow is dropped");
    time::sleep(ms(50)).await;
    1
}

fn main() {
    task::block_on(async {
        println!("{:?}", time::timeout(ms(5), slow()).await);
        let quick = async {
            time::sleep(ms(1)).await;
            7
        };
        println!("{:?}", time::timeout(ms(5), quick).await);
        select! {
            value = slow() => println!("slow gave {value}"),
            _ = time::sleep(ms(3)) => println!("the timer was first"),
        }
        let handle = task::spawn(slow());
        time::sleep(ms(1)).await;
        handle.abort();
        println!("{:?}", handle.await);
    });
}
