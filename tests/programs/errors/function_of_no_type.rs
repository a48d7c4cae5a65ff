fn main() {
    let value = Default::default(); //~ ERROR E0790
}
