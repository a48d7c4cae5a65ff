// What a pattern moved a part out of is kept with that part, until the whole is dropped: rustc asks it for its
// variant then. And what loops walk is as large as rustc's.
use std::collections::{HashMap, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

struct Yield(u32);
impl Future for Yield {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if self.0 == 0 {
            return Poll::Ready(());
        }
        self.0 -= 1;
        Poll::Pending
    }
}
fn turn() -> Yield { Yield(1) }

async fn by_value(v: Vec<String>) { for s in v { turn().await; println!("{s}"); } }
async fn unnamed(v: Vec<String>) { for _s in v { turn().await; } }
async fn maybe(o: Option<String>) { if let Some(s) = o { turn().await; println!("{s}"); } }
async fn pops(mut v: Vec<String>) { while let Some(s) = v.pop() { turn().await; println!("{s}"); } }
async fn pair(p: (Option<String>, Option<String>)) { match p { (Some(a), Some(b)) => { turn().await; println!("{a}{b}"); } _ => {} } }
async fn plain(v: Vec<[u64; 4]>) { for a in v { turn().await; println!("{a:?}"); } }
async fn answer(r: Result<String, Box<u8>>) -> Result<usize, Box<u8>> { let s = r?; turn().await; Ok(s.len()) }
async fn both(r: Result<u32, String>) { match r { Ok(n) => { turn().await; println!("{n}"); } Err(e) => { turn().await; println!("{e}"); } } }
async fn entries(m: HashMap<String, Vec<u8>>) { for (k, v) in m { turn().await; println!("{k}{v:?}"); } }
async fn ring(mut q: VecDeque<Box<u8>>) { while let Some(b) = q.pop_front() { turn().await; println!("{b}"); } }
async fn twice(o: Option<Option<String>>) { turn().await; drop(o); }
async fn letters(s: String) { for c in s.chars() { turn().await; println!("{c}"); } }
async fn peeks(v: Vec<u8>) { let mut p = v.iter().peekable(); while let Some(x) = p.next() { turn().await; println!("{x} {:?}", p.peek()); } }
async fn zips(v: Vec<u8>, w: Vec<u8>) { for (a, b) in v.iter().zip(&w) { turn().await; println!("{a}{b}"); } }
async fn time(t: std::time::Instant, d: Option<std::time::Duration>) { turn().await; { drop(t); println!("{d:?}") }; }

fn size<F>(future: F) -> usize {
    let size = size_of_val(&future);
    std::mem::forget(future);
    size
}
fn main() {
    println!("{} {} {}", size(by_value(vec![])), size(unnamed(vec![])), size(maybe(None))); //~ PRINTS: 112 112 80
    println!("{} {} {}", size(pops(vec![])), size(pair((None, None))), size(plain(vec![]))); //~ PRINTS: 104 152 96
    println!("{} {} {}", size(answer(Ok(String::new()))), size(both(Ok(1))), size(entries(HashMap::new()))); //~ PRINTS: 56 88 216
    println!("{} {} {}", size(ring(VecDeque::new())), size(twice(None)), size(letters(String::new()))); //~ PRINTS: 88 56 80
    println!("{} {} {}", size(peeks(vec![])), size(zips(vec![], vec![])), size(time(std::time::Instant::now(), None))); //~ PRINTS: 96 168 72
    drop(maybe(Some("never".to_string())));
}
