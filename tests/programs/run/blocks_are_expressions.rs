fn main() {
    let x = {
        let a = 2;
        let b = 3;
        a * b
    };
    let y = if x > 5 { "big" } else { "small" };
    println!("{x} {y}"); //~ PRINTS: 6 big
    let unit = {
        let _hidden = x;
    };
    println!("{unit:?}"); //~ PRINTS: ()
    let x = x + 1; // shadows
    {
        let x = "inner";
        println!("{x}"); //~ PRINTS: inner
    }
    println!("{x}"); //~ PRINTS: 7
}
