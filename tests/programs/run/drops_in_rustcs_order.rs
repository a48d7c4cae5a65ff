// Where the order of drops is rustc's own: variables of a guard go before those of the pattern; what is
// left of an array goes from its last run of elements to its first; a variant that a match has ruled
// out is not dropped by parts, unless a pointer made later may have written it.
use std::cell::RefCell;

struct Noted<'a>(u8, &'a RefCell<Vec<u8>>);

impl Drop for Noted<'_> {
    fn drop(&mut self) {
        self.1.borrow_mut().push(self.0);
    }
}

fn guards(n: u8, notes: &RefCell<Vec<u8>>) -> &'static str {
    match Noted(n, notes) {
        x if let y = Noted(10, notes) && let z = Noted(11, notes) && x.0 + y.0 < z.0 => "first",
        x | x if let _y = Noted(20, notes) && x.0 > 1 => "second",
        _ => "last",
    }
}

fn array(notes: &RefCell<Vec<u8>>) {
    let seven = [0, 1, 2, 3, 4, 5, 6].map(|n| Noted(n, notes));
    let [_, _, third, ..] = seven;
    notes.borrow_mut().push(third.0 + 10);
}

fn array_moved_or_not(is_moved: bool, notes: &RefCell<Vec<u8>>) {
    let three = [0, 1, 2].map(|n| Noted(n, notes));
    if is_moved {
        let [_, _rest @ ..] = three;
    }
}

fn by_old_pointer(notes: &RefCell<Vec<u8>>) {
    let mut pair = None;
    let pointer = &raw mut pair;
    match pair {
        None => (),
        _ => return,
    }
    unsafe { *pointer = Some((Noted(0, notes), Noted(1, notes))) };
    if let Some((_first, _)) = pair {}
}

fn by_new_pointer(notes: &RefCell<Vec<u8>>) {
    let mut pair = None;
    match pair {
        None => (),
        _ => return,
    }
    *(&mut pair) = Some((Noted(2, notes), Noted(3, notes)));
    if let Some((_first, _)) = pair {}
}

fn main() {
    let notes = RefCell::default();
    for n in 0..3 {
        let arm = guards(n, &notes);
        println!("{arm} {:?}", notes.take()); //~ PRINTS: first [11, 10, 0]\nlast [11, 10, 20, 20, 1]\nsecond [11, 10, 20, 2]
    }
    array(&notes);
    println!("{:?}", notes.take()); //~ PRINTS: [12, 2, 3, 4, 5, 6, 0, 1]
    array_moved_or_not(false, &notes);
    println!("{:?}", notes.take()); //~ PRINTS: [2, 1, 0]
    array_moved_or_not(true, &notes);
    println!("{:?}", notes.take()); //~ PRINTS: [1, 2, 0]
    by_old_pointer(&notes);
    by_new_pointer(&notes);
    println!("{:?}", notes.borrow()); //~ PRINTS: [0, 2, 3]
}
