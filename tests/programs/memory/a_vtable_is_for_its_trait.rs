trait Named {
    fn name(&self) -> &'static str;
}
trait Numbered {
    fn number(&self) -> usize;
}
impl Named for u8 {
    fn name(&self) -> &'static str { "byte" }
}
impl Numbered for u8 {
    fn number(&self) -> usize { *self as usize }
}

fn main() {
    let named: &(dyn Named + Send) = &3u8;
    let less: &dyn Named = named;
    let only_auto: &dyn Send = named;
    println!("{} {}", less.name(), std::mem::size_of_val(only_auto)); //~ PRINTS: byte 1
    let numbered: &dyn Numbered = unsafe { std::mem::transmute(named) }; //~ UB: vtable
    println!("{}", numbered.number());
}
