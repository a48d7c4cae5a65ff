fn classify(n: i32) -> &'static str {
    if n < 0 {
        "negative"
    } else if n == 0 {
        "zero"
    } else {
        "positive"
    }
}

fn main() {
    println!("{} {} {}", classify(-3), classify(0), classify(8)); //~ PRINTS: negative zero positive
    let mut n = 0;
    while n < 10 {
        n += 3;
        if n == 6 {
            continue;
        }
        if n > 8 {
            break;
        }
    }
    println!("{n}"); //~ PRINTS: 9
    let found = loop {
        n += 1;
        if n % 7 == 0 {
            break n * 2;
        }
    };
    println!("{found}"); //~ PRINTS: 28
    let mut sum = 0;
    'outer: for i in 0..10 {
        for j in 0..10 {
            if j > i {
                continue 'outer;
            }
            if i + j > 12 {
                break 'outer;
            }
            sum += i * j;
        }
    }
    println!("{sum}"); //~ PRINTS: 371
    let value = 'block: {
        if sum > 100 {
            break 'block 1;
        }
        2
    };
    println!("{value}"); //~ PRINTS: 1
}
