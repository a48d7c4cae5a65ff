// What is wrong in one function does not hide what is wrong in another.
struct Owner(String);

fn types() -> i32 {
    let owner = Owner(String::new());
    drop(owner);
    drop(owner);
    "one" //~ ERROR E0308
}

fn moves() {
    let owner = Owner(String::new());
    drop(owner);
    drop(owner); //~ ERROR E0382
}

fn not_unsafe(p: *const i32) -> i32 {
    let text = String::new();
    drop(text);
    println!("{text}"); //~ ERROR E0382
    *p //~ ERROR E0133
}

fn main() {
    let closed = |text: &String| {
        let gone = text.clone();
        drop(gone);
        gone.len() //~ ERROR E0382
    };
    println!("{} {}", types(), closed(&String::new()));
    moves();
    not_unsafe(&1);
}
