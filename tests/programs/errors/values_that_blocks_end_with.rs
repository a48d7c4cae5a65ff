// What is wrong with the value of a block is wrong where the block ends with it.
fn a() -> i32 {
    let x = 1;
    drop(x);
    "one" //~ ERROR E0308
}
fn b(c: bool) -> i32 {
    if c {
        println!();
        1
    } else {
        println!();
        "b" //~ ERROR E0308
    }
}
fn d(c: u8) -> String {
    match c {
        1 => {
            println!();
            "d" //~ ERROR E0308
        }
        _ => {
            println!();
            5 //~ ERROR E0308
        }
    }
}
fn e(c: bool) {
    let x = if c {
        println!();
        1
    } else {
        println!();
        "b" //~ ERROR E0308
    };
    let y: u8 = {
        println!();
        {
            println!();
            "q" //~ ERROR E0308
        }
    };
    let z = match 1 {
        1 => {
            println!();
            'a'
        }
        _ => {
            println!();
            2 //~ ERROR E0308
        }
    };
    let f = |q: i32| -> i32 {
        println!();
        "f" //~ ERROR E0308
    };
    let g: String = unsafe {
        println!();
        3 //~ ERROR E0308
    };
    if c {
        println!();
        7 //~ ERROR E0308
    }
    for _ in 0..1 {
        println!();
        8 //~ ERROR E0308
    }
    while c {
        println!();
        9 //~ ERROR E0308
    }
    let h: i32 = loop {
        println!();
        break {
            println!();
            "h" //~ ERROR E0308
        };
    };
    let i: i32 = 'l: {
        println!();
        "i" //~ ERROR E0308
    };
}
fn j(o: Option<i32>) -> Result<i32, String> {
    let v = o.map(|x| {
        println!();
        x + 1
    });
    v.unwrap_or(0) //~ ERROR E0308
}
fn k() -> Option<i32> {
    if true {
        return {
            println!();
            5 //~ ERROR E0308
        };
    }
    match 5 {
        1 => Some(1),
        _ => {
            println!();
            "k" //~ ERROR E0308
        }
    }
}
fn l(x: i32) {
    println!();
    x //~ ERROR E0308
}
fn m() -> Vec<i32> {
    vec![1] //~ ERROR E0308
        .iter()
        .map(|x| x + 1)
}
fn n(x: i32) -> bool {
    match x {
        1 => true,
        _ => x //~ ERROR E0308
    }
}
fn main() {}
