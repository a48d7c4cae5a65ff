// Philosophers, of whom the last takes the forks the other way round.
//@ with COUNT = 3: 6 (GenMC, Nidhugg); 514 (loom)
//@ with COUNT = 4: 14 (GenMC, Nidhugg); 29,941 (loom)
use std::sync::Mutex;
use std::thread;

const COUNT: usize = 3;
static FORKS: [Mutex<()>; COUNT] = [const { Mutex::new(()) }; COUNT];

fn main() {
    let threads: Vec<_> = (0..COUNT)
        .map(|i| {
            thread::spawn(move || {
                let (left, right) = (i, (i + 1) % COUNT);
                let _first = FORKS[left.min(right)].lock().unwrap();
                let _second = FORKS[left.max(right)].lock().unwrap();
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
}
