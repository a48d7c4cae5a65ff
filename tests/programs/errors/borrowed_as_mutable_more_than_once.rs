// Several mutable borrows of a variable without `mut` are a mistake of its declaration; one is its own.
fn in_a_loop() {
    let list = Vec::new(); //~ ERROR E0596
    for i in 0..3 {
        list.push(i);
    }
    list.clear();
}

fn in_branches(list: Vec<i32>, is_first: bool) { //~ ERROR E0596
    if is_first {
        list.push(1);
    } else {
        list.push(2);
    }
}

fn once(list: Vec<i32>) {
    println!("{}", list.len());
    list.push(1); //~ ERROR E0596
}

struct Pair {
    left: Vec<i32>,
    right: Vec<i32>,
}

impl Pair {
    fn grow(self) -> usize { //~ ERROR E0596
        self.left.push(1);
        self.right.push(2);
        self.left.len()
    }
}

fn assigned_too(pair: Pair) {
    pair.left.push(1); //~ ERROR E0596
    pair.right = Vec::new(); //~ ERROR E0594
}

fn main() {}
