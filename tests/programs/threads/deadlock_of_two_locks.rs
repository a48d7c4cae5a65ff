//@ explore
//@ expect: deadlock
//@ outputs: done
use std::sync::Mutex;
use std::thread;

static A: Mutex<i32> = Mutex::new(0);
static B: Mutex<i32> = Mutex::new(0);

fn main() {
    let t = thread::spawn(|| {
        let a = A.lock().unwrap();
        let b = B.lock().unwrap();
        drop((a, b));
    });
    let b = B.lock().unwrap();
    let a = A.lock().unwrap();
    drop((a, b));
    t.join().unwrap();
    println!("done");
}
