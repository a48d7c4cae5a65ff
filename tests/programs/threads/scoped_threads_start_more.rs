//@ explore
//@ executions: 6
//@ outputs: 2
// Two threads of a scope start more of them at the same time.
use std::sync::atomic::{AtomicU32, Ordering};

static COUNT: AtomicU32 = AtomicU32::new(0);

fn main() {
    std::thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(move || {
                s.spawn(|| COUNT.fetch_add(1, Ordering::Relaxed));
            });
        }
    });
    println!("{}", COUNT.load(Ordering::Relaxed));
}
