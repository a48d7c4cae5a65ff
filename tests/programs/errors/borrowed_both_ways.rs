// What is borrowed is not changed through another way, and what is borrowed mutably is not looked at.
struct Reader<'a> {
    text: &'a str,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Reader { text }
    }
    fn rest(&mut self) -> &'a str {
        self.text
    }
}

struct Guard<'a>(&'a mut i32);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        *self.0 = 0;
    }
}

fn first_word(text: &String) -> &str {
    &text[..1]
}

fn main() {
    let mut items = vec![1, 2, 3];
    let first = &items[0];
    items.push(4); //~ ERROR E0502
    println!("{first}");
    for item in &items {
        items.push(*item); //~ ERROR E0502
    }
    for item in items.iter_mut() {
        *item += 1;
        println!("{}", items.len()); //~ ERROR E0502
    }

    let mut text = String::from("hello");
    let word = first_word(&text);
    text.clear(); //~ ERROR E0502
    println!("{word}");
    let mut reader = Reader::new(&text);
    text.push('c'); //~ ERROR E0502
    println!("{}", reader.rest());
    text.push_str(&text); //~ ERROR E0502

    let mut count = 0;
    let mut up = || count += 1;
    println!("{count}"); //~ ERROR E0502
    up();

    // The destructor uses the borrow.
    let mut number = 1;
    let _guard = Guard(&mut number);
    println!("{number}"); //~ ERROR E0502
}
