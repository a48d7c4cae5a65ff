//@ edition: 2021
// Before edition 2024 no `let` stands beside `&&` in a condition; in a guard it may.

fn main() {
    let maybe = Some(4);
    let is_wanted = true;
    if let Some(n) = maybe && n > 3 { //~ ERROR 2024
        println!("{n}");
    }
    while is_wanted && let Some(n) = maybe { //~ ERROR 2024
        println!("{n}");
        break;
    }
    match maybe {
        Some(n) if is_wanted && n > 3 => println!("{n}"),
        _ => {}
    }
    if (is_wanted && maybe.is_some()) && is_wanted {}
}
