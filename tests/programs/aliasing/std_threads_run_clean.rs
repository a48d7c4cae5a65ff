//@ models: stacked tree
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{mpsc, Arc, Condvar, Mutex, RwLock};
use std::thread;

fn main() {
    let total = Arc::new(Mutex::new(0));
    let seen = Arc::new(AtomicUsize::new(0));
    let workers: Vec<_> = (0..2)
        .map(|i| {
            let (total, seen) = (Arc::clone(&total), Arc::clone(&seen));
            thread::spawn(move || {
                *total.lock().unwrap() += i;
                seen.fetch_add(1, Ordering::Relaxed);
            })
        })
        .collect();
    for worker in workers {
        worker.join().unwrap();
    }
    println!("{} {}", *total.lock().unwrap(), seen.load(Ordering::Relaxed)); //~ PRINTS: 1 2
    let (sender, receiver) = mpsc::channel();
    let copy = sender.clone();
    thread::spawn(move || copy.send(String::from("one")).unwrap());
    println!("{}", receiver.recv().unwrap()); //~ PRINTS: one
    drop(sender);
    let pair = Arc::new((Mutex::new(false), Condvar::new()));
    let theirs = Arc::clone(&pair);
    let waiter = thread::spawn(move || {
        let mut ready = theirs.0.lock().unwrap();
        while !*ready {
            ready = theirs.1.wait(ready).unwrap();
        }
    });
    *pair.0.lock().unwrap() = true;
    pair.1.notify_one();
    waiter.join().unwrap();
    let mut data = [1, 2, 3, 4];
    thread::scope(|scope| {
        for half in data.chunks_mut(2) {
            scope.spawn(move || half[0] *= 10);
        }
    });
    let lock = RwLock::new(data);
    lock.write().unwrap()[1] = 5;
    println!("{:?}", *lock.read().unwrap()); //~ PRINTS: [10, 5, 30, 4]
}
