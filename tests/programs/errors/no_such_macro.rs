fn main() {
    prinln!("typo"); //~ ERROR cannot find macro
}
