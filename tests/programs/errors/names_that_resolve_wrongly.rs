// What rustc finds while it resolves names: variables that hide statics and constructors, variables
// where a constant is needed, labels behind a closure, defaults and types that look ahead.
static LIMIT: i32 = 10;
struct Pair(i32, i32);

struct Ahead<T = U, U = ()> { //~ ERROR E0128
    first: T,
    second: U,
}

fn sized<T, const N: T>() {} //~ ERROR E0770

fn zeros(count: usize) {
    let _list = [0; count]; //~ ERROR E0435
}

fn main() {
    match 5 {
        LIMIT => {} //~ ERROR E0530
        _ => {}
    }
    let Some = 3; //~ ERROR E0530
    let mut Pair = 4; //~ ERROR E0530
    'outer: loop {
        let stop = || break 'outer; //~ ERROR E0767
        //~| ERROR E0267
        stop();
    }
}
