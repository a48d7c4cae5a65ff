// Macros by other names and by paths; names in a macro's body mean what they meant where it stands;
// `cfg` on the elements of lists, written or brought by a macro.

mod shapes {
    macro_rules! double {
        ($e:expr) => { $e * 2 };
    }
    pub(crate) use double;
    pub(crate) use double as twice;
    pub mod deep {
        pub(crate) use super::twice as two_times;
    }
}

mod other {
    macro_rules! double {
        ($e:expr) => { $e * 20 };
    }
    pub(crate) use double;
    pub fn by_self() -> i32 { self::double!(1) + super::shapes::double!(1) }
}

use shapes::deep::two_times as t;
use std::format as text;

macro_rules! late { () => { "late" }; }
use late as early;

fn shadowed() {
    let x = 0;
    macro_rules! show { () => { format!("{} {x}", x) }; }
    let x = 1;
    println!("{} {x}", show!());   //~ PRINTS: 0 0 1
    macro_rules! set { ($e:expr) => { let x = $e; }; }
    set!(x + 5);
    println!("{x}");   //~ PRINTS: 1
    'outer: for i in 0..3 {
        macro_rules! leave { () => { break 'outer }; }
        for j in 0..3 {
            if i + j == 2 { leave!(); }
            println!("{i}{j}");   //~ PRINTS: 00
            //~| PRINTS: 01
        }
    }
}

macro_rules! list { ($($e:expr),*) => { [$($e),*] }; }

macro_rules! counter {
    ($name:ident) => {
        let $name = 7;
        macro_rules! counted { () => { $name } }
    };
}

fn main() {
    println!("{} {} {}", shapes::double!(4), self::shapes::twice!(5), t!(6));   //~ PRINTS: 8 10 12
    println!("{} {}", other::double!(1), other::by_self());                     //~ PRINTS: 20 22
    println!("{} {}", text!("<{}>", 1), early!());                              //~ PRINTS: <1> late
    shadowed();
    println!("{:?}", vec![#[cfg(no_such_option)] 1, 2]);    //~ PRINTS: [2]
    println!("{:?}", list![#[cfg(no_such_option)] 1, 2]);   //~ PRINTS: [2]
    println!("{:?}", (#[cfg(no_such_option)] 1, 2));        //~ PRINTS: (2,)
    println!("{}", i32::max(#[cfg(no_such_option)] 9, 3, 4));   //~ PRINTS: 4
    counter!(seven);
    let shown = seven;
    let seven = 8;
    println!("{shown} {} {seven}", counted!());             //~ PRINTS: 7 7 8
    println!("{}", Only.which());                           //~ PRINTS: second
}

struct Only;
impl Only {
    #![cfg(no_such_option)]
    fn which(&self) -> &'static str { "first" }
}
impl Only {
    #![cfg(not(no_such_option))]
    fn which(&self) -> &'static str { "second" }
}
