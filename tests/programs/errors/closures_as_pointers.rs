// Only closures that capture nothing are function pointers.

fn call(f: fn(i32) -> i32) -> i32 {
    f(1)
}

fn main() {
    let k = 2;
    let double: fn(i32) -> i32 = |x| x * 2;
    println!("{}", call(|x| x + 1) + double(3));
    println!("{}", call(|x| x + k)); //~ ERROR E0308
    let adds: [fn(i32) -> i32; 2] = [|x| x, move |x| x + k]; //~ ERROR E0308
}
