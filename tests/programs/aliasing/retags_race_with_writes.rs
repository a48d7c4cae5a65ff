//@ models: stacked tree
//@ explore
use std::thread;

#[derive(Clone, Copy)]
struct Place(*mut i32);
unsafe impl Send for Place {}

fn borrow(place: Place) {
    let _held = unsafe { &mut *place.0 }; //~ RACE: data race
}
fn write(place: Place) {
    unsafe { *place.0 = 2 };
}

fn main() {
    let mut n = 0;
    let place = Place(&raw mut n);
    let other = thread::spawn(move || borrow(place));
    write(place);
    other.join().unwrap();
}
