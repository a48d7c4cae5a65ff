//@ explore
//@ always
//@ outputs: 10 ms\n20 ms\n20 ms too\nmeasured 25|10 ms\n20 ms too\n20 ms\nmeasured 25
// Time passes only while every task waits. Two timers of the same moment may go off in either order.
use crabglass::{join, task, time};
use std::time::{Duration, Instant};

async fn after(milliseconds: u64, text: &str) {
    time::sleep(Duration::from_millis(milliseconds)).await;
    println!("{text}");
}

fn main() {
    let start = Instant::now();
    task::run(async {
        task::spawn(after(20, "20 ms"));
        task::spawn(after(20, "20 ms too"));
        join!(after(10, "10 ms"), time::sleep(Duration::from_millis(25)));
        println!("measured {}", start.elapsed().as_millis());
    });
}
