fn main() {
    prinln!("typo"); //~ ERROR cannot find macro
}


mod early {
    pub fn call() {
        late!(); //~ ERROR cannot find macro
    }
    pub fn by_use() {
        shared!();
    }
    macro_rules! shared { () => {} }
    use shared;
}

macro_rules! late { () => {} }

fn after() {
    late!();
    early::call();
    early::by_use();
}
