struct Inner;

#[derive(Debug)]
struct Outer {
    inner: Inner, //~ ERROR E0277
}

fn main() {
    println!("{:?}", Outer { inner: Inner });
}
