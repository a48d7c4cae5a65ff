// A method's receiver is borrowed anew: a closure captures what the reference points to, with its length or table.
trait Named {
    fn name(&self) -> String;
}
impl Named for u8 {
    fn name(&self) -> String { format!("{self}") }
}

fn main() {
    let named: &dyn Named = &7u8;
    let text = "abc";
    let by_method = || (named.name(), text.len());
    println!("{} {:?}", size_of_val(&by_method), by_method()); //~ PRINTS: 32 ("7", 3)
    let whole = || format!("{text}");
    println!("{} {}", size_of_val(&whole), whole()); //~ PRINTS: 8 abc
    let twice = async { named.name() + &std::future::ready(named.name()).await };
    println!("{}", size_of_val(&twice)); //~ PRINTS: 72
}
