//@ explore
//@ executions: 2
//@ outputs: 2 true named
// That scoped threads end, and that nobody keeps their handles or the handle of a thread with nothing to drop,
// makes no difference to anyone.
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

static COUNT: AtomicU32 = AtomicU32::new(0);

fn main() {
    let (name, ends) = thread::scope(|s| {
        let counts = || COUNT.fetch_add(1, Ordering::Relaxed);
        s.spawn(counts);
        s.spawn(counts);
        drop(thread::spawn(|| 1));
        let named = thread::Builder::new().name("named".to_string());
        let named = named.spawn_scoped(s, || thread::current().name().map(String::from)).unwrap();
        let panics = s.spawn(|| panic!("taken"));
        (named.join().unwrap(), panics.join().is_err())
    });
    println!("{} {ends} {}", COUNT.load(Ordering::Relaxed), name.unwrap());
}
