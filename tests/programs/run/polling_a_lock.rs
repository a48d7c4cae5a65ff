// The thread that asks again and again may not keep main from answering.
use std::sync::Mutex;
use std::thread;

static ANSWER: Mutex<Option<u32>> = Mutex::new(None);

fn main() {
    let asker = thread::spawn(|| {
        while ANSWER.lock().unwrap().take().is_none() {}
    });
    while !asker.is_finished() {
        if let Ok(mut answer) = ANSWER.try_lock() {
            *answer = Some(1);
        }
    }
    asker.join().unwrap();
    println!("seen"); //~ PRINTS: seen
}
