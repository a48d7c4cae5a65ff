// Where several values become one, the first that does not fit is told; of those after it only what a
// block gives, which is asked for by itself.

fn arms(x: i32) -> i32 {
    match x {
        1 => "a", //~ ERROR E0308
        2 => "b",
        _ => "c",
    }
}

fn blocks(x: bool) -> i32 {
    if x {
        "a" //~ ERROR E0308
    } else {
        "b" //~ ERROR E0308
    }
}

fn main() {
    let a: [i32; 2] = [
        "a", //~ ERROR E0308
        "b",
    ];
    let mixed = match a[0] {
        1 => 1,
        2 => "x", //~ ERROR E0308
        3 => 'c',
        _ => 2,
    };
    mixed.nothing_is_known_of_it();
    let broken = loop {
        if a[1] == 2 {
            break 1;
        }
        if a[1] == 3 {
            break "x"; //~ ERROR E0308
        }
        if a[1] == 4 {
            break 'x';
        }
    };
    let closure = || {
        if a[1] == 2 {
            return "x";
        }
        if a[1] == 3 {
            return 1; //~ ERROR E0308
        }
        'c' //~ ERROR E0308
    };
    a.nothing_is_known_of_it();
    let unknown = Vec::new(); // nor is it said that its type is missing
    unknown[0].len();
    arms(1) + blocks(true);
}

fn variables() {
    let wrong: Vec<i32> = missing(); //~ ERROR E0425
    wrong.nothing_is_known_of_it();
    let chosen: i32 = if true { absent } else { 2 }; //~ ERROR E0425
    chosen.nothing_is_known_of_it();
    let written: i32 = "a"; //~ ERROR E0308
    written.nothing(); //~ ERROR E0599
    let (first, second): (i32, u8) = (1, absent); //~ ERROR E0425
    first.nothing(); //~ ERROR E0599
    second.nothing(); //~ ERROR E0599
}
