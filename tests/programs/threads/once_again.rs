//@ explore
//@ executions: 4
//@ outputs: first: false, poisoned: false, then: true|first: false, poisoned: true, then: true
// A Once that a panic has poisoned runs again for those who ask for it by force.
use std::sync::Once;
use std::thread;

static START: Once = Once::new();

fn main() {
    let t = thread::spawn(|| START.call_once(|| panic!("not this time")));
    let first = START.is_completed();
    let mut poisoned = false;
    START.call_once_force(|state| poisoned = state.is_poisoned());
    let _ = t.join();
    println!("first: {first}, poisoned: {poisoned}, then: {}", START.is_completed());
}
