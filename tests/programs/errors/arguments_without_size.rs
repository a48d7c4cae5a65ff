// What has no size is told where it is declared, and once where it is given.

fn len(s: str) -> usize { //~ ERROR E0277
    s.len()
}

fn sum(of: [i32], _: &str) -> i32 { //~ ERROR E0277
    of.iter().sum()
}

fn main() {
    len("abc"); //~ ERROR E0308
    //~^ ERROR E0277
    len("def"); //~ ERROR E0308
    sum([1, 2], ""); //~ ERROR E0308
    //~^ ERROR E0277
}
