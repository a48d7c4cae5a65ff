// What a closure does to what it captures is told where the closure begins, not where it uses it.
struct Pair { list: Vec<i32>, number: i32 }

fn borrowed(mut x: i32) {
    let r = &x;
    let c = || { //~ ERROR E0502
        x = 3;
    };
    println!("{r}");
}

fn borrowed_by_a_method(mut list: Vec<i32>) {
    let r = &list;
    let c = || { //~ ERROR E0502
        let n = 1;
        list.push(n);
    };
    println!("{r:?}");
}

fn unique(x: &mut i32) {
    let r = &x;
    let c = || { //~ ERROR E0500
        *x = 3;
    };
    println!("{r}");
}

fn unique_in_part(pair: &mut Pair) {
    let r = &pair;
    let c = || { //~ ERROR E0500
        pair.list.push(3);
    };
    println!("{}", r.number);
}

fn read(list: &mut Vec<i32>) {
    let r = &mut *list;
    let c = || { //~ ERROR E0502
        let n =
            list.len();
    };
    println!("{r:?}");
}

fn two(list: &mut Vec<i32>) {
    let mut c = || {
        list.push(3);
    };
    let mut d = || { //~ ERROR E0524
        list.push(3);
    };
    c();
    d();
}

fn moved(x: String) {
    drop(x);
    let c = || { //~ ERROR E0382
        println!("{x}");
    };
}

fn without_a_value() {
    let x: String;
    let c = || { //~ ERROR E0381
        println!("{x}");
    };
}

fn changed_though_not_mut(x: i32) {
    let mut c = || {
        x += 1; //~ ERROR E0594
    };
    c();
}

fn main() {}
