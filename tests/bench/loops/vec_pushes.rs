// A vector that grows, is changed through an iterator, and is read.
fn main() {
    let mut total = 0u64;
    for round in 0..20u64 {
        let mut numbers = Vec::new();
        for i in 0..500 {
            numbers.push(i ^ round);
        }
        for number in numbers.iter_mut() {
            *number += 1;
        }
        total += numbers.iter().sum::<u64>() + numbers[3];
    }
    println!("{total}");
}
