struct Counter {
    count: u32,
}

impl Counter {
    fn count_up(&self) {
        self.count += 1; //~ ERROR E0594
    }
}

fn main() {
    let n = 1;
    let mut count_up = || n += 1; //~ ERROR E0594
    count_up();
    let r = &n;
    *r = 2; //~ ERROR E0594
    let counter = Counter { count: 0 };
    counter.count = 1; //~ ERROR E0594
}

fn set(n: u32) {
    n = 1; //~ ERROR E0384
}
