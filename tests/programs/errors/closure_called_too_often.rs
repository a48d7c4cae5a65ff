fn twice<F: Fn()>(f: F) {
    f();
    f();
}

fn main() {
    let text = String::from("a");
    let give_away = || drop(text); //~ ERROR E0525
    twice(give_away);
    let number = 1;
    let show = || println!("{number}");
    twice(show);
}
