fn take(text: String) {
    println!("{text}");
}

fn main() {
    let text = String::from("a");
    for _ in 0..2 {
        take(text); //~ ERROR E0382
    }
}
