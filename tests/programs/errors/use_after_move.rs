fn main() {
    let first = String::from("a");
    let second = first;
    println!("{first} {second}"); //~ ERROR E0382
}
