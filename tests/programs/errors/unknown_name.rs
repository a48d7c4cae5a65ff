fn main() {
    let count = 1;
    println!("{}", cuont); //~ ERROR E0425
    missing(count); //~ ERROR E0425
}
