use std::future::{Future, ready};
use std::sync::Mutex;

static COUNT: Mutex<u32> = Mutex::new(0);

fn spawn<F: Future + Send + 'static>(_future: F) {}

async fn holds() {
    let guard = COUNT.lock().unwrap();
    ready(()).await;
    drop(guard);
}
async fn lets_go() {
    {
        let mut guard = COUNT.lock().unwrap();
        *guard += 1;
    }
    ready(()).await;
}
async fn drops() {
    let guard = COUNT.lock().unwrap();
    drop(guard);
    ready(()).await;
}

fn main() {
    spawn(lets_go());
    spawn(drops());
    spawn(holds()); //~ ERROR: future cannot be sent between threads safely
}
