// What closures take of a place: the fields of the only variant of an enum, an array without a look at
// it; the parts of one variable are dropped in the order of its fields.

struct Loud(&'static str);
impl Drop for Loud {
    fn drop(&mut self) { println!("drop {}", self.0); }   //~ PRINTS: drop c.x
    //~| PRINTS: drop c.y
    //~| PRINTS: drop d.x
    //~| PRINTS: drop d.y
    //~| PRINTS: drop b
}

impl Loud {
    fn name(&self) -> &'static str { self.0 }
}

/// Has a destructor: a closure takes it whole, but copies what can be copied out of it.
struct Named(String, u8);
impl Drop for Named {
    fn drop(&mut self) { println!("drop {} {}", self.0, self.1); }   //~ PRINTS: drop whole 1
    //~| PRINTS: drop copied 2
}

struct Two { x: Loud, y: Loud }
struct Four { c: Two, d: Two }

#[derive(Debug)]
enum Color { Rgb(u8, u8, u8) }

fn order() {
    let a = Four {
        c: Two { x: Loud("c.x"), y: Loud("c.y") },
        d: Two { x: Loud("d.x"), y: Loud("d.y") },
    };
    let b = Loud("b");
    let read = move || println!("{} {} {} {} {}", a.d.y.name(), b.name(), a.c.y.name(), a.d.x.name(), a.c.x.name());   //~ PRINTS: d.y b c.y d.x c.x
    read();
    drop(read);
}

fn main() {
    let mut color = Color::Rgb(0, 0, 0);
    let mut red = |v| {
        let Color::Rgb(ref mut r, _, _) = color;
        *r = v;
    };
    let mut green = |v| {
        let Color::Rgb(_, ref mut g, _) = color;
        *g = v;
    };
    let mut blue = |v| match color {
        Color::Rgb(_, _, ref mut b) => *b = v,
    };
    red(1);
    green(2);
    blue(3);
    println!("{color:?}");   //~ PRINTS: Rgb(1, 2, 3)
    let mut array = [1, 2];
    let held = &mut array;
    let count = || match array { [_, _] => 2 };
    held[0] = count();
    println!("{array:?}");   //~ PRINTS: [2, 2]
    order();
    let whole = Named(String::from("whole"), 1);
    let copied = Named(String::from("copied"), 2);
    let both = move || println!("{} {}", whole.0, copied.1);   //~ PRINTS: whole 2
    both();
    drop(both);
    println!("end");   //~ PRINTS: end
}
