// A guard leaves alone what its match looks at, and what the variables of its arm stand for.
fn whole(mut option: Option<i32>) {
    match option {
        None => {}
        Some(_) if { option = None; false } => {} //~ ERROR E0510
        Some(_) => {}
    }
}

fn parts(mut pair: (i32, Option<i32>), other: &mut Option<i32>) {
    match pair {
        (1, Some(_)) if { pair.1 = None; true } => {} //~ ERROR E0510
        _ => {}
    }
    match *other {
        Some(1) if { *other = None; true } => {} //~ ERROR E0510
        _ => {}
    }
}

fn variables(mut number: i32) {
    match number {
        n if n > 3 && { number += 1; true } => println!("{n}"), //~ ERROR E0506
        _ => {}
    }
    match number {
        n if { let same = &mut number; *same > 3 } => println!("{n}"), //~ ERROR E0502
        _ => {}
    }
}

fn allowed(mut pair: (i32, Option<i32>), mut stack: Vec<i32>) {
    match pair {
        (1, _) if { pair.1 = None; true } => {}
        _ => {}
    }
    match stack.pop() {
        Some(n) if { stack.push(9); n > 1 } => stack.push(n),
        _ if { stack = Vec::new(); true } => {}
        _ => {}
    }
}

fn main() {
    whole(None);
    parts((1, None), &mut None);
    variables(1);
    allowed((1, None), vec![2]);
}
