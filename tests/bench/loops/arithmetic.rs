// Only arithmetic: how fast statements run.
fn collatz(mut n: u64) -> u32 {
    let mut steps = 0;
    while n != 1 {
        n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 };
        steps += 1;
    }
    steps
}

fn main() {
    let mut longest = 0;
    let mut start = 1;
    for n in 1..5000 {
        let steps = collatz(n);
        if steps > longest {
            longest = steps;
            start = n;
        }
    }
    println!("{start} takes {longest} steps");
}
