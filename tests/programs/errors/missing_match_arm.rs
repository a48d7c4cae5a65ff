enum Light {
    Red,
    Green,
}

fn main() {
    let light = Light::Red;
    match light { //~ ERROR E0004
        Light::Red => println!("stop"),
    }
    let _ = Light::Green;
}
