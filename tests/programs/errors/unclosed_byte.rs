fn main() {
    let letter = b'a; //~ ERROR E0763
}
