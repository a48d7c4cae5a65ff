//@ outputs: two!\n5\n120 13\nfirst\nsecond
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

trait Store {
    async fn get(&self, key: u32) -> Option<String>;
    async fn get_or(&self, key: u32, default: &str) -> String {
        match self.get(key).await {
            Some(value) => value,
            None => {
                pause().await;
                default.to_string()
            }
        }
    }
}
struct Fixed(Vec<(u32, &'static str)>);
impl Store for Fixed {
    async fn get(&self, key: u32) -> Option<String> {
        for (k, value) in &self.0 {
            pause().await;
            if *k == key {
                return Some(value.to_string());
            }
        }
        None
    }
}
struct Empty;
impl Store for Empty {
    async fn get(&self, _key: u32) -> Option<String> {
        None
    }
}
async fn both<S: Store, T: Store>(s: &S, t: &T) -> String {
    let a = s.get_or(2, "?").await;
    let b = t.get_or(2, "!").await;
    a + &b
}
trait Visitor {
    fn visit(&mut self, n: u32) -> impl Future<Output = u32>;
}
struct Sum(u32);
impl Visitor for Sum {
    fn visit(&mut self, n: u32) -> impl Future<Output = u32> {
        self.0 += n;
        async move {
            pause().await;
            self.0
        }
    }
}
fn boxed<'a>(n: u32) -> Pin<Box<dyn Future<Output = u32> + 'a>> {
    Box::pin(async move { if n == 0 { 1 } else { boxed(n - 1).await * n } })
}
async fn fib(n: u32) -> u32 {
    if n < 2 {
        return n;
    }
    pause().await;
    let left = Box::pin(fib(n - 1)).await;
    left + Box::pin(fib(n - 2)).await
}
fn main() {
    let fixed = Fixed(vec![(1, "one"), (2, "two")]);
    println!("{}", run(both(&fixed, &Empty)));
    let mut sum = Sum(1);
    println!("{}", run(sum.visit(4)));
    println!("{} {}", run(boxed(5)), run(fib(7)));
    let list: Vec<Pin<Box<dyn Future<Output = String>>>> = vec![
        Box::pin(async { "first".to_string() }),
        Box::pin(async {
            pause().await;
            "second".to_string()
        }),
    ];
    for future in list {
        println!("{}", run(future));
    }
}
