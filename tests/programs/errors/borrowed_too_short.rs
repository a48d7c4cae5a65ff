// What is borrowed is there for as long as the borrow is used.
use std::cell::Cell;

fn longest<'a>(a: &'a str, b: &'a str) -> &'a str {
    if a.len() > b.len() { a } else { b }
}

fn put<'a>(slot: &Cell<&'a str>, text: &'a str) {
    slot.set(text);
}

struct Inspector<'a>(&'a String);

impl Drop for Inspector<'_> {
    fn drop(&mut self) {
        println!("{}", self.0);
    }
}

fn returned<'a>() -> &'a str {
    let text = String::from("a");
    text.as_str() //~ ERROR E0515
}

fn returned_argument<'a>(text: String) -> Inspector<'a> {
    Inspector(&text) //~ ERROR E0515
}

fn returned_temporary<'a>() -> &'a str {
    String::from("a").as_str() //~ ERROR E0515
}

fn main() {
    let reference;
    {
        let x = 5;
        reference = &x; //~ ERROR E0597
    }
    println!("{reference}");

    let one = String::from("one");
    let which;
    {
        let two = String::from("two");
        which = longest(&one, &two); //~ ERROR E0597
    }
    println!("{which}");

    // What a cell holds stays in it.
    let slot = Cell::new("static");
    {
        let local = String::from("gone soon");
        put(&slot, &local); //~ ERROR E0597
    }
    println!("{}", slot.get());

    // The destructor might look; that of a `Vec` promises not to.
    let inspector;
    let list;
    let text = String::from("ten");
    inspector = Inspector(&text); //~ ERROR E0597
    list = vec![&text];
    let _ = (&inspector, &list);

    let part = String::from("a b").trim(); //~ ERROR E0716
    println!("{part}");
    returned();
    returned_argument(String::new());
    returned_temporary();
}
