fn main() {
    println!("{} {}", 2.0f64.mul_add(3.0, 4.0), 2.0f32.mul_add(-3.0, 6.0)); //~ PRINTS: 10 0
    // What rounding the product takes away shows.
    let x = 0.1f64;
    println!("{:e} {:e}", x.mul_add(10.0, -1.0), x * 10.0 - 1.0); //~ PRINTS: 5.551115123125783e-17 0e0
    println!("{:e}", 0.1f32.mul_add(0.1, -0.01)); //~ PRINTS: 5.2154064e-10
    println!("{}", (1.0f64 + f64::EPSILON).mul_add(1.0 + f64::EPSILON, 1e-40)); //~ PRINTS: 1.0000000000000004
    println!("{}", f64::INFINITY.mul_add(1.0, 2.0)); //~ PRINTS: inf
}
