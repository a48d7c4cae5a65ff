fn add(a: i32, b: i32) -> i32 {
    a + b
}

fn sub(a: i32, b: i32) -> i32 {
    a - b
}

fn main() {
    let all = vec![add, sub];
    println!("{}", all[1](5, 3)); //~ PRINTS: 2
    let chosen = if all.len() > 2 { add } else { sub };
    println!("{}", chosen(3, 4)); //~ PRINTS: -1
    let named = [("add", add as fn(i32, i32) -> i32), ("sub", sub)];
    println!("{}", named.map(|(name, f)| format!("{name} {}", f(1, 2))).join(" ")); //~ PRINTS: add 3 sub -1
    let third = match chosen(2, 1) {
        0 => add,
        1 => |a, b| a * 2 + b,
        _ => i32::wrapping_add,
    };
    println!("{}", third(1, 2)); //~ PRINTS: 4
}
