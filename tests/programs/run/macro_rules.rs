macro_rules! maximum {
    ($x:expr) => { $x };
    ($x:expr, $($rest:expr),+) => {{
        let a = $x;
        let b = maximum!($($rest),+);
        if a > b { a } else { b }
    }};
}

macro_rules! documented {
    ($(#[doc = $text:literal])* struct $name:ident { #![$inner:meta] $(#[$field:meta])+ $x:ident: $ty:ty, }) => {
        println!("{:?} {} {}", [$($text),*], stringify!($inner), stringify!($($field)+));
        struct $name { $(#[$field])+ $x: $ty }
    };
}
macro_rules! counted {
    ($($token:tt)*) => { [$(stringify!($token)),*].join(" ") };
}

fn main() {
    let a = 4;
    println!("{}", maximum!(a, 9, a * 2)); //~ PRINTS: 9
    // Comments that document are attributes to a macro.
    documented! {
        /// A `point`, "here"
        /** \madoka */
        struct Point {
            //! inside
            /// how far
            x: i32, // no documentation
        }
    }
    println!("{}", Point { x: 3 }.x); //~ PRINTS: 3
    let written = counted!(/// one
        two /* none */ /*** none ***/ //// none
        three);
    println!("{written}"); //~ PRINTS: # [doc = r" one"] two three
}
