//@ explore
//@ outputs: a None 2 true|a None 0 true|a None 2 false|a Some(1) 2 true|a Some(1) 0 true|a Some(1) 2 false|b None 2 true|b None 0 true|b None 2 false|b Some(1) 2 true|b Some(1) 0 true|b Some(1) 2 false
// Nobody knows how long a thread takes: a sleep orders nothing, and a timeout may come before what it waits
// for, or while the lock that the wait wants back is held.
use std::sync::{mpsc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

static VALUE: Mutex<u32> = Mutex::new(0);
static BELL: Condvar = Condvar::new();

fn slept() -> char {
    let (sender, receiver) = mpsc::channel();
    let other = sender.clone();
    let a = thread::spawn(move || sender.send('a'));
    let b = thread::spawn(move || {
        thread::sleep(Duration::from_millis(100));
        other.send('b')
    });
    let first = receiver.recv().unwrap();
    a.join().unwrap().unwrap();
    b.join().unwrap().ok();
    first
}

fn received() -> Option<u32> {
    let (sender, receiver) = mpsc::channel();
    let sending = thread::spawn(move || sender.send(1).is_ok());
    let value = receiver.recv_timeout(Duration::from_millis(10)).ok();
    sending.join().unwrap();
    value
}

fn waited() -> (u32, bool) {
    let ringing = thread::spawn(|| {
        let mut value = VALUE.lock().unwrap();
        *value = 1;
        BELL.notify_one();
        *value = 2;
    });
    let value = VALUE.lock().unwrap();
    let (value, end) = BELL.wait_timeout(value, Duration::from_millis(10)).unwrap();
    let seen = (*value, end.timed_out());
    drop(value);
    ringing.join().unwrap();
    seen
}

fn main() {
    let (first, received, (value, timed_out)) = (slept(), received(), waited());
    println!("{first} {received:?} {value} {timed_out}");
}
