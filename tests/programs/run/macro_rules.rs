macro_rules! maximum {
    ($x:expr) => { $x };
    ($x:expr, $($rest:expr),+) => {{
        let a = $x;
        let b = maximum!($($rest),+);
        if a > b { a } else { b }
    }};
}

fn main() {
    let a = 4;
    println!("{}", maximum!(a, 9, a * 2)); //~ PRINTS: 9
}
