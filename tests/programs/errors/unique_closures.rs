// Closures that change what a `&mut` refers to need it for themselves.
fn two(n: &mut i32) {
    let mut add = || *n += 1;
    let mut sub = || *n -= 1; //~ ERROR E0524
    add();
    sub();
}

fn read_between(n: &mut i32) {
    let mut add = || *n += 1;
    println!("{}", n); //~ ERROR E0501
    add();
}

fn read_after(n: &mut i32) {
    let shown = &n;
    let mut add = || *n += 1; //~ ERROR E0500
    add();
    println!("{}", shown);
}

fn one_after_another(n: &mut i32) {
    let mut add = || *n += 1;
    add();
    let mut sub = || *n -= 1;
    sub();
    println!("{}", n);
}

fn main() {}
