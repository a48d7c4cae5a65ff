fn double(n: i32) -> i32 {
    n * 2
}

fn main() {
    let text: &str = 5; //~ ERROR E0308
    let n: i32 = double("four"); //~ ERROR E0308
    if n { //~ ERROR E0308
        println!("{text}");
    }
}
