// A destructor may look at all of its value.
struct Loud {
    name: String,
}

impl Drop for Loud {
    fn drop(&mut self) {
        println!("{} is dropped", self.name);
    }
}

struct Quiet<'a> {
    number: &'a mut i32,
}

struct Guard<'a> {
    number: &'a mut i32,
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        *self.number = 0;
    }
}

fn from_quiet<'a>(quiet: Quiet<'a>) -> &'a mut i32 {
    &mut *quiet.number
}

fn from_guard<'a>(guard: Guard<'a>) -> &'a mut i32 {
    &mut *guard.number //~ ERROR E0713
}

fn main() {
    let name;
    {
        let loud = Loud { name: String::from("a") };
        name = &loud.name; //~ ERROR E0713
    }
    println!("{name}");
    let loud = Loud { name: String::from("b") };
    println!("{}", &loud.name);
}
