// Without `let` a condition assigns: to names that are not there, or gives `()`.

fn main() {
    let mut numbers = vec![1, 2];
    while Some(number) = numbers.pop() {} //~ ERROR E0425
    let mut last = 0;
    if (last, _) = (1, 2) {} //~ ERROR E0308
    if last = 3 {} //~ ERROR E0308
}

fn compares() {
    let n = 1;
    if n + 1 = 2 {} //~ ERROR E0308
    let _evens = (1..10).filter(|x| x % 2 = 0).count(); //~ ERROR E0308
    n + 1 = 2; //~ ERROR E0070
}
