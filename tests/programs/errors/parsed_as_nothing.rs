fn main() {
    let number = "5".parse().unwrap(); //~ ERROR E0284
}
