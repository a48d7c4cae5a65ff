fn apply(f: impl Fn(i32) -> i32, n: i32) -> i32 {
    f(f(n))
}

fn twice(mut f: impl FnMut()) {
    f();
    f();
}

fn once(f: impl FnOnce() -> String) -> String {
    f()
}

fn adder(by: i32) -> impl Fn(i32) -> i32 {
    move |n| n + by
}

fn step(is_up: bool) -> impl Fn(i32) -> i32 {
    if is_up { |n| n + 1 } else { |n| n - 1 }
}

fn main() {
    println!("{} {}", step(true)(1), step(false)(1)); //~ PRINTS: 2 0
    let factor = 3;
    println!("{}", apply(|n| n * factor, 2)); //~ PRINTS: 18
    let mut count = 0;
    twice(|| count += 5);
    println!("{count}"); //~ PRINTS: 10
    let text = String::from("moved");
    println!("{}", once(move || text)); //~ PRINTS: moved
    let add = adder(7);
    println!("{} {}", add(1), add(2)); //~ PRINTS: 8 9
    let plain: fn(i32) -> i32 = |n| n - 1;
    println!("{}", plain(1)); //~ PRINTS: 0
    let mut log = [0; 3];
    let mut at = 0;
    let mut note = |n| {
        log[at] = n;
        at += 1;
    };
    note(4);
    note(5);
    println!("{log:?} {at}"); //~ PRINTS: [4, 5, 0] 2
    let boxed: Box<dyn Fn(i32) -> i32> = Box::new(move |n| n * factor);
    println!("{}", boxed(5)); //~ PRINTS: 15
}
