// Ten threads fill an array step by step while one looks for its last zero.
//@ natively: 3,328 (closed form)
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

const COUNT: usize = 10;
static CELLS: [AtomicU32; COUNT + 1] = [const { AtomicU32::new(0) }; COUNT + 1];

fn main() {
    let mut threads = vec![thread::spawn(|| {
        let mut i = COUNT;
        while CELLS[i].load(SeqCst) != 0 {
            i -= 1;
        }
    })];
    for i in 1..=COUNT {
        threads.push(thread::spawn(move || {
            let before = CELLS[i - 1].load(SeqCst);
            CELLS[i].store(before + 1, SeqCst);
        }));
    }
    for thread in threads {
        thread.join().unwrap();
    }
}
