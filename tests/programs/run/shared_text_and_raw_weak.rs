// Counted slices and text from mutable borrows; weak pointers that become raw and come back.
use std::ffi::OsString;
use std::rc::{Rc, Weak};
use std::sync::Arc;

fn main() {
    let mut numbers = [1, 2, 3];
    let shared: Rc<[i32]> = Rc::from(&mut numbers[1..]);
    let mut text = String::from("text");
    let counted: Arc<str> = Arc::from(text.as_mut_str());
    let bytes: Rc<[u8]> = Rc::from(Rc::<str>::from("né"));
    println!("{shared:?} {counted} {bytes:?}"); //~ PRINTS: [2, 3] text [110, 195, 169]

    let strong = Rc::new(String::from("kept"));
    let raw = Rc::downgrade(&strong).into_raw();
    println!("{} {}", Rc::weak_count(&strong), unsafe { &*raw }); //~ PRINTS: 1 kept
    let weak = unsafe { Weak::from_raw(raw) };
    println!("{:?} {}", weak.upgrade(), Rc::strong_count(&strong)); //~ PRINTS: Some("kept") 2
    drop(weak);
    println!("{} {}", Rc::weak_count(&strong), "name" == OsString::from("name")); //~ PRINTS: 0 true
}
