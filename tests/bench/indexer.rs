// Threads insert four entries each into one hash table.
//@ with THREADS = 12: 8 (closed form)
//@ with THREADS = 13: 64 (closed form)
//@ with THREADS = 14: 512 (closed form)
//@ with THREADS = 15: 4,096 (closed form)
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::thread;

const THREADS: u32 = 12;
const SIZE: u32 = 128;
static TABLE: [AtomicU32; SIZE as usize] = [const { AtomicU32::new(0) }; SIZE as usize];

fn insert_four(thread: u32) {
    for i in 1..=4 {
        let entry = i * 11 + thread;
        let mut place = entry * 7 % SIZE;
        while TABLE[place as usize].compare_exchange(0, entry, SeqCst, SeqCst).is_err() {
            place = (place + 1) % SIZE;
        }
    }
}

fn main() {
    let threads: Vec<_> = (0..THREADS).map(|i| thread::spawn(move || insert_four(i))).collect();
    for thread in threads {
        thread.join().unwrap();
    }
}
