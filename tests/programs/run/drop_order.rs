struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0); //~ PRINTS: drop inner\ndrop moved\ndrop replaced\ndrop temporary\ndrop field 1\ndrop field 2\ndrop new\ndrop first
    }
}

struct Two {
    _a: Noisy,
    _b: Noisy,
}

fn take(_noisy: Noisy) {}

fn main() {
    let _first = Noisy("first");
    {
        let _inner = Noisy("inner");
    }
    let moved = Noisy("moved");
    take(moved);
    let mut slot = Noisy("replaced");
    slot = Noisy("new");
    let _ = Noisy("temporary");
    let _two = Two { _a: Noisy("field 1"), _b: Noisy("field 2") };
    println!("end {}", slot.0); //~ PRINTS: end new
}
