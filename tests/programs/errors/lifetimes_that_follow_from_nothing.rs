// A lifetime in an associated type follows from the type or trait of the impl.
struct Numbers;
struct Borrowed<'b>(&'b i32);
trait Gives {
    type Given;
}
impl<'a> Gives for Numbers { //~ ERROR E0207
    type Given = &'a i32;
}
impl<'a, 'c> Gives for Borrowed<'a> { //~ ERROR E0207
    type Given = std::slice::Iter<'c, i32>;
}
impl<'a> Iterator for Borrowed<'a> {
    type Item = &'a i32;
    fn next(&mut self) -> Option<&'a i32> {
        Some(self.0)
    }
}
impl<'a> Numbers {
    fn same(&self, text: &'a str) -> &'a str {
        text
    }
}
fn main() {}
