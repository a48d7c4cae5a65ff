fn main() {
    let late;
    if std::process::id() > 0 {
        late = 1;
    } else {
        late = 2;
    }
    println!("{late}");

    let x: i32;
    if late == 1 {
        x = 1;
    }
    println!("{x}"); //~ ERROR E0381
    loop {
        let again;
        again = 1;
        if again == 1 {
            break;
        }
    }
}
