struct Noisy(u8);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0); //~ PRINTS: drop 4\ndrop 3\ndrop 2\ndrop 1
    }
}

impl std::fmt::Display for Noisy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "noisy {}", self.0)
    }
}

fn main() {
    let once = format_args!("{}", Noisy(1));
    let twice = format_args!("{0} {0:>1$}", { &Noisy(2) }, { let width = 4; width * 2 });
    let (inside, _) = (format_args!("{}", Noisy(3)), 0);
    println!("{once}, {twice}, {inside}"); //~ PRINTS: noisy 1, noisy 2 noisy 2, noisy 3
    println!("{}", format_args!("{}", Noisy(4))); //~ PRINTS: noisy 4
}
