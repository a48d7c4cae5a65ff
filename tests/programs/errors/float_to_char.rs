fn main() {
    let c = 65.0 as char; //~ ERROR E0604
    let d = 300_u32 as char; //~ ERROR E0604
    println!("{c}{d}");
}
