// Three threads take one lock twice each.
//@ natively: 90 (GenMC, Nidhugg); 7,847 (loom)
use std::sync::Mutex;
use std::thread;

static TOTAL: Mutex<u32> = Mutex::new(0);

fn main() {
    let threads: Vec<_> = (0..3)
        .map(|_| {
            thread::spawn(|| {
                for _ in 0..2 {
                    *TOTAL.lock().unwrap() += 1;
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(*TOTAL.lock().unwrap(), 6);
}
