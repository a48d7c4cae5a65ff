fn main() {
    for i in 0..3 {
        println!("{i}"); //~ PRINTS: 0\n1\n2
    }
    for i in (1..=3).rev() {
        print!("{i} "); //~ PRINTS: 3 2 1
    }
    println!();
    let mut total = 0u32;
    for i in (0..20).step_by(5) {
        total += i;
    }
    println!("{total}"); //~ PRINTS: 30
    println!("{}", (1..=100).sum::<i32>()); //~ PRINTS: 5050
    println!("{}", (1..4).contains(&4)); //~ PRINTS: false
}
