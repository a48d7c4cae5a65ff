// Two threads hand the turn to each other, twice each.
//@ natively: no figure: GenMC and Nidhugg know no condition variables
use std::sync::{Condvar, Mutex};
use std::thread;

static TURN: Mutex<u32> = Mutex::new(0);
static CHANGED: Condvar = Condvar::new();

fn play(me: u32) {
    for _ in 0..2 {
        let mut turn = TURN.lock().unwrap();
        while *turn != me {
            turn = CHANGED.wait(turn).unwrap();
        }
        *turn = 1 - me;
        CHANGED.notify_one();
    }
}

fn main() {
    let other = thread::spawn(|| play(1));
    play(0);
    other.join().unwrap();
}
