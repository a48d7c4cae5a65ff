//@ outputs: nothing() 1 1\narg(1) 8 4\npause() 2 1\narg_after(1, 2) 24 8\nnoisy(Noisy("a"), Noisy("b")) 80 8\nbranches(1) 76 4\nsequence() 72 8\nmoved(vec![]) 88 8\nborrowed(&mut v) 24 8\nhold(1u8) 5 1\nhold(2u64) 24 8\nhold(String::new()) 56 8\nhold_twice(3u32) 16 4\nhold_twice(String::new()) 80 8\nnested(1) 96 8\nresults(1) 24 4\npatterns((String::new(), 1), [2, 3], 4, Noisy("n")) 112 8\nboxed(3) 16 8\ndynamic(Box::pin(arg(1))) 40 8\nearly(2) 56 8\nasync { 1 } 1 1\nasync { pause().await; number } 16 8\nasync move { pause().await; number } 6 2\nasync { pause().await; text.len() } 16 8\nasync { let t = &text; pause().await; t.len() } 24 8\nSome(arg(1)) 12 4\nSome(pause()) 3 1\n(pause(), 1u8) 3 1
use std::future::Future;
use std::pin::Pin;
use std::task::Poll;

struct Noisy(&'static str);
impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

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

async fn nothing() {}
async fn arg(x: u32) -> u32 { x }
async fn arg_after(x: u64, y: u8) -> u64 { pause().await; x + y as u64 }
async fn noisy(a: Noisy, b: Noisy) { pause().await; drop(a); pause().await; drop(b); }
async fn branches(n: u32) -> u32 {
    if n > 3 {
        let big = [n; 16];
        pause().await;
        big[3]
    } else {
        let small = [n as u8; 5];
        pause().await;
        small[2] as u32
    }
}
async fn sequence() -> u64 {
    let mut sum = 0u64;
    { let a = [1u64; 4]; pause().await; sum += a.iter().fold(0, |x, y| x + *y); }
    { let b = [2u16; 9]; pause().await; sum += b[1] as u64; pause().await; }
    sum
}
async fn moved(v: Vec<u8>) -> usize { pause().await; let w = v; pause().await; w.len() }
async fn borrowed(v: &mut Vec<u8>) { for i in 0..3 { pause().await; v.push(i); } }
async fn hold<T: std::fmt::Debug>(value: T) -> T { pause().await; value }
async fn hold_twice<T: Clone>(value: T) -> (T, T) { let copy = value.clone(); pause().await; (value, copy) }
async fn nested(n: u32) -> u32 { arg_after(n as u64, 1).await as u32 + branches(n).await }
async fn results(n: u32) -> Result<u32, String> {
    async fn one(n: u32) -> Result<u32, String> { pause().await; if n > 2 { Err("large".into()) } else { Ok(n) } }
    let a = one(n).await?;
    let b = one(a + 1).await?;
    Ok(a + b)
}
async fn patterns((a, b): (String, u8), [c, _]: [u16; 2], mut d: u32, _: Noisy) -> usize {
    pause().await;
    d += 1;
    a.len() + b as usize + c as usize + d as usize
}
async fn boxed(n: u32) -> u32 { if n == 0 { 0 } else { Box::pin(boxed(n - 1)).await + 1 } }
async fn dynamic(f: Pin<Box<dyn Future<Output = u32>>>) -> u32 { f.await + 1 }
async fn early(n: u32) -> u32 { let _g = Noisy("g"); if n == 0 { return 1; } pause().await; let h = Noisy("h"); if n == 1 { return 2; } arg(n).await + h.0.len() as u32 }
macro_rules! show { ($($e:expr),* $(,)?) => { $( let f = $e; println!("{} {} {}", stringify!($e), std::mem::size_of_val(&f), std::mem::align_of_val(&f)); std::mem::forget(f); )* } }
fn main() {
    let mut v = vec![];
    let text = String::new();
    let number = 7u16;
    show!(
        nothing(), arg(1), pause(), arg_after(1, 2), noisy(Noisy("a"), Noisy("b")), branches(1), sequence(),
        moved(vec![]), borrowed(&mut v), hold(1u8), hold(2u64), hold(String::new()), hold_twice(3u32), hold_twice(String::new()),
        nested(1), results(1), patterns((String::new(), 1), [2, 3], 4, Noisy("n")), boxed(3), dynamic(Box::pin(arg(1))), early(2),
        async { 1 }, async { pause().await; number }, async move { pause().await; number },
        async { pause().await; text.len() }, async { let t = &text; pause().await; t.len() },
        Some(arg(1)), Some(pause()), (pause(), 1u8),
    );
}
