fn main() {
    let leave = || break; //~ ERROR E0267
    for i in 0..3 {
        let skip = |n: i32| {
            if n == i {
                continue; //~ ERROR E0267
            }
        };
        skip(1);
    }
    leave();
    break; //~ ERROR E0268
}
