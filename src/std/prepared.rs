// What nearly every program uses, so that it is checked and lowered once with std and not again with each
// program. Never called; `prepared` is all that decides what is made ready.

use crate::sync::{Arc, Mutex};
use crate::sync::atomic::{AtomicUsize, Ordering};

#[lang = "prepared"]
fn prepared() {
    crate::process::lang_start(main);
    printed(1, "text", String::from("text"), Some(1), vec![1]);
    panics(vec![1], Some(1), Err(String::new()));
    threads();
}
fn main() {}

fn printed(number: i32, text: &str, owned: String, maybe: Option<i32>, numbers: Vec<i32>) {
    println!("{number} {text} {owned} {} {} {} {}", true, 1u64, 1usize, 1u32);
    println!("{maybe:?} {numbers:?} {text:?} {}", owned.clone() + text);
    eprintln!("{:>5}", format!("{number}"));
}

fn panics(mut numbers: Vec<i32>, maybe: Option<i32>, result: Result<i32, String>) {
    for i in 0..numbers.len() { numbers[i] += 1; }
    for number in 0..3 { numbers.push(number); }
    for number in &numbers { assert!(*number > 0); }
    assert_eq!(numbers.iter().sum::<i32>(), maybe.unwrap());
    let _boxed = Box::new(result.unwrap());
}

fn threads() {
    let total = Arc::new(Mutex::new(0));
    let count = AtomicUsize::new(0);
    let handle = crate::thread::spawn({ let total = Arc::clone(&total); move || *total.lock().unwrap() += 1 });
    handle.join().unwrap();
    count.fetch_add(1, Ordering::SeqCst);
    println!("{}", *total.lock().unwrap());
}
