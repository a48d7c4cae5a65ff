// What a closure does with what it holds is told where nothing else is wrong; that it holds something, always.

fn apply(f: impl Fn(i32) -> i32) -> i32 {
    f(1)
}

fn twice(f: fn(i32) -> i32) -> i32 {
    f(f(1))
}

fn counts() {
    let mut count = 0;
    apply(|x| { count += 1; x }); //~ ERROR E0594
}

fn counts_text() {
    let mut count = 0;
    apply(|x| { count += 1; x });
    let text: String = 1; //~ ERROR E0308
}

fn main() {
    let more = 2;
    twice(|x| x + more); //~ ERROR E0308
    twice("x"); //~ ERROR E0308
    counts();
}
