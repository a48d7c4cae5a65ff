trait Twin {
    fn twin(&self) -> Self;
}

impl Twin for i32 {
    fn twin(&self) -> i32 {
        *self
    }
}

fn main() {
    let one: Box<dyn Twin> = Box::new(1); //~ ERROR E0038
    let _ = one;
}
