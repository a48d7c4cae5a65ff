//@ explore
//@ executions: 1
//@ outputs: 2
// A lock that is taken again and again, only to look: the rounds in vain are not runs of their own.
use std::sync::RwLock;
use std::thread;

fn main() {
    let value = RwLock::new(0);
    thread::scope(|s| {
        s.spawn(|| loop {
            let seen = *value.read().unwrap();
            if seen == 2 {
                break;
            }
            thread::yield_now();
        });
        *value.write().unwrap() += 1;
        *value.write().unwrap() += 1;
    });
    println!("{}", value.read().unwrap());
}
