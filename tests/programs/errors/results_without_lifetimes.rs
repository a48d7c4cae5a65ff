// A lifetime that is missing in a result is the only mistake: what is given fits it.
fn nothing() -> &str {} //~ ERROR E0106
fn number(x: &str, y: &str) -> Option<&str> { //~ ERROR E0106
    3
}
fn list(x: &str, y: &str) -> Vec<&str> { //~ ERROR E0106
    let v: Vec<i32> = vec![1];
    if x.len() > 3 {
        return 5;
    }
    v
}
fn other(x: &str, y: &str) -> &str { //~ ERROR E0106
    let z: i32 = "a"; //~ ERROR E0308
    x
}

struct Maker;
impl Maker {
    fn longer(a: &str, b: &str) -> &str { //~ ERROR E0106
        if a.len() > b.len() { a } else { b }
    }
}

fn main() {
    let s = nothing();
    println!("{} {}", s.len(), Maker::longer("a", "b"));
}
