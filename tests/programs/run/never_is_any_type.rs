// What never returns is of any type: a closure around it gives what its result is used as.
use std::thread::{self, JoinHandle};

struct Worker {
    thread: Option<JoinHandle<()>>,
}
struct Maker<T>(fn() -> T);

fn apply<T>(make: impl FnOnce() -> T) -> T {
    make()
}

fn workers() -> Vec<Worker> {
    let endless = thread::spawn(|| loop {
        thread::park();
    });
    vec![Worker { thread: Some(endless) }]
}

fn main() {
    let started: fn() -> Vec<Worker> = workers;
    if std::env::args().count() > 5 {
        let number: i32 = apply(|| panic!("no number"));
        let maker = Maker(|| loop {});
        let _same: Maker<i64> = maker;
        let text = Some(number).map(|_| unreachable!());
        let _text: Option<String> = text;
        let stops = || std::process::exit(1);
        let _value: (char, bool) = stops();
        started().into_iter().for_each(|worker| drop(worker.thread));
    }
    println!("{:?}", Some(5).or_else(|| panic!("none"))); //~ PRINTS: Some(5)
    println!("{}", ["a"].first().copied().unwrap_or_else(|| unreachable!())); //~ PRINTS: a
}
