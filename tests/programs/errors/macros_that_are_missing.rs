// A macro that is missing, or a text that its arguments do not fit, leaves the rest of the program to be looked at.

#[derive(Debug, Unheard)] //~ ERROR cannot find derive macro
struct S(i32);

fn moves() -> usize {
    let v = vec![1];
    let w = v;
    v.len() + w.len() //~ ERROR E0382
}

fn tells() {
    println!("{} {} {}", 1, "a".nothing()); //~ ERROR 3 positional arguments in format string
    //~^ ERROR E0599
    println!("{}", moves(), unnamed); //~ ERROR argument never used
    //~^ ERROR E0425
}

fn assigns() {
    println!("{0} {1}", 1); //~ ERROR invalid reference to positional argument 1
    let q = 1;
    q = 2; //~ ERROR E0384
}

fn main() {
    let x = unheard!(1); //~ ERROR cannot find macro
    x.nothing();
    let s: i32 = "a"; //~ ERROR E0308
    S("b"); //~ ERROR E0308
}
