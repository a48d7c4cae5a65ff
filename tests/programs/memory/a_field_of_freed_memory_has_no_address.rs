fn main() {
    let freed = {
        let boxed = Box::new((1u32, 2u32));
        &raw const *boxed
    };
    let same = unsafe { &raw const *freed };
    println!("{}", same == freed); //~ PRINTS: true
    match unsafe { (*freed).1 } { //~ UB: freed
        _ => {}
    }
}
