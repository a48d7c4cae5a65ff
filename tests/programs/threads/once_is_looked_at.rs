//@ explore
//@ executions: 4
//@ outputs: false|true
// Whether a Once is completed can be asked before, while and after another thread completes it.
use std::sync::Once;
use std::thread;

static START: Once = Once::new();

fn main() {
    let t = thread::spawn(|| START.call_once(|| {}));
    let before = START.is_completed();
    START.call_once(|| {});
    t.join().unwrap();
    println!("{before}");
}
