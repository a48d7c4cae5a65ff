//@ outputs: 88\ndrop moved\n9\n72\n15\n32\n1 (2, 3)\n24\n1-2\n48\ntrue\n16\n3
// A value that waits for the right side of an operator is kept while it waits and no longer: on the way to a
// variable that is dropped by either await, it shares its bytes with what only the other await keeps.
struct Noisy(&'static str);
impl Drop for Noisy {
    fn drop(&mut self) { println!("drop {}", self.0); }
}

async fn one(n: u32) -> u32 { n }
async fn sum(n: u32) -> u32 {
    async {
        let noisy = Noisy("moved");
        let first = async move { one(n).await * 2 }.await;
        let moved = async move { let _noisy = noisy; one(1).await };
        first + moved.await
    }
    .await
}
async fn flagged(n: u64) -> u64 {
    let text = String::from("flagged");
    let first = one(n as u32).await as u64;
    let length = async move { one(text.len() as u32).await as u64 };
    n + first + length.await
}
async fn printed() { println!("{} {:?}", one(1).await, (one(2).await, one(3).await)); }
async fn formatted() -> String { format!("{}-{}", one(1).await, one(2).await) }
async fn lazy(a: &str, b: bool) -> bool { b && one(1).await == 1 || one(a.len() as u32).await > one(3).await }
async fn repeated() -> usize { let x = one(1).await; let s = [one(2).await; 2]; x as usize + s.len() }

fn run<F: std::future::Future>(future: F) -> F::Output {
    println!("{}", size_of_val(&future));
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}
fn main() {
    println!("{}", run(sum(4)));
    println!("{}", run(flagged(4)));
    run(printed());
    println!("{}", run(formatted()));
    println!("{}", run(lazy("four", true)));
    println!("{}", run(repeated()));
}
