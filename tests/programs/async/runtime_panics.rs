//@ explore
//@ always
//@ outputs: Panicked\nthe task goes with its runtime\nend
// A panic ends its task, not the others; whoever waits for it is told.
use crabglass::task;

struct Farewell;
impl Drop for Farewell {
    fn drop(&mut self) {
        println!("the task goes with its runtime");
    }
}

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    task::block_on(async {
        let handle = task::spawn(async {
            task::yield_now().await;
            if handle_is_bad() {
                panic!("in a task");
            }
        });
        println!("{:?}", handle.await.unwrap_err());
    });
    task::block_on(async {
        let farewell = Farewell;
        task::spawn(async move {
            let _farewell = farewell;
            std::future::pending::<()>().await;
        });
        task::yield_now().await;
    });
    println!("end");
}

fn handle_is_bad() -> bool {
    true
}
