struct Loud {
    name: String,
    size: u32,
}

impl Drop for Loud {
    fn drop(&mut self) {
        println!("{} is dropped", self.name);
    }
}

fn main() {
    let loud = Loud { name: String::from("a"), size: 1 };
    let size = loud.size;
    let name = loud.name; //~ ERROR E0509
    println!("{name} {size}");
}
