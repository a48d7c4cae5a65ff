fn main() {
    let letter = '●; //~ ERROR E0762
}
