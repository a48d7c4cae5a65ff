//@ outputs: same 6\nnext 7\n211\n[0, 1, 2]\ntext\n18\n7
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

async fn pause() {
    let mut is_done = false;
    std::future::poll_fn(move |_| {
        if is_done {
            Poll::Ready(())
        } else {
            is_done = true;
            Poll::Pending
        }
    })
    .await
}

fn run<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut cx = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut cx) {
            return value;
        }
    }
}

async fn twice<F: AsyncFn(u32) -> u32>(f: F) -> u32 {
    f(1).await + f(10).await
}
async fn each(mut f: impl AsyncFnMut(u32)) {
    for n in 0..3 {
        f(n).await;
    }
}
async fn once<F: AsyncFnOnce() -> String>(f: F) -> String {
    f().await
}
// A trait object of whatever makes such a future: the impl says what the closure takes.
trait Handler {
    fn call(&self, n: u32) -> Pin<Box<dyn Future<Output = u32> + Send + '_>>;
}
impl<F, Fut> Handler for F
where
    F: Fn(u32) -> Fut,
    Fut: Future<Output = u32> + Send + 'static,
{
    fn call(&self, n: u32) -> Pin<Box<dyn Future<Output = u32> + Send + '_>> {
        Box::pin(self(n))
    }
}
async fn same(n: u32) -> u32 {
    n
}
fn main() {
    let handlers: Vec<(&str, Box<dyn Handler>)> = vec![("same", Box::new(same)), ("next", Box::new(|n| async move { n + 1 }))];
    for (name, handler) in &handlers {
        println!("{name} {}", run(async { handler.call(6).await }));
    }
    let base = 100;
    println!("{}", run(twice(async |n| {
        pause().await;
        base + n
    })));
    let mut list = Vec::new();
    run(each(async |n| {
        pause().await;
        list.push(n);
    }));
    println!("{list:?}");
    let text = String::from("text");
    println!("{}", run(once(async move || {
        pause().await;
        text
    })));
    let double = |n: u32| async move {
        pause().await;
        n * 2
    };
    println!("{}", run(async { double(4).await + double(5).await }));
    let add = async |a: u32, b: u32| a + b;
    println!("{}", run(add(3, 4)));
}
