// The head of an impl and the parameters of an async function show that a type has lifetimes.
struct Held<'a> {
    text: &'a str,
}

trait Reads<'a> {
    fn read(&self) -> &'a str;
}

impl Held { //~ ERROR E0726
    fn text(&self) -> &str {
        self.text
    }
}

impl Clone for Held { //~ ERROR E0726
    fn clone(&self) -> Self {
        Held { text: self.text }
    }
}

impl<'a> Reads for Held<'a> { //~ ERROR E0726
    fn read(&self) -> &'a str {
        self.text
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {}
}

async fn waits(held: Held) {} //~ ERROR E0726

fn shown(held: Held) -> usize {
    held.text.len()
}

fn main() {}
