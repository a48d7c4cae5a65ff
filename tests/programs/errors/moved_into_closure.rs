fn main() {
    let text = String::from("a");
    let length = move || text.len();
    println!("{text}"); //~ ERROR E0382
    length();

    let text = String::from("b");
    let give = || text;
    give();
    give(); //~ ERROR E0382
}
