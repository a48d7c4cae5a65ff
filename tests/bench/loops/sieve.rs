// Indexing with bounds checks.
fn main() {
    let mut is_prime = vec![true; 20_000];
    let mut count = 0;
    for n in 2..is_prime.len() {
        if !is_prime[n] {
            continue;
        }
        count += 1;
        for multiple in (n * n..is_prime.len()).step_by(n) {
            is_prime[multiple] = false;
        }
    }
    println!("{count}");
}
