// Only threads that run at the same time count against the limit.
fn main() {
    let mut sum = 0;
    for i in 0..150 {
        sum += std::thread::spawn(move || i).join().unwrap();
    }
    println!("{sum}"); //~ PRINTS: 11175
}
