fn main() {
    let number = 7u16;
    let many = (&raw const number).cast::<[u16; 4]>();
    unsafe {
        let first = &raw const (*many)[0];
        println!("{}", *first); //~ PRINTS: 7
        let end = &raw const (*many)[1];
        println!("{}", end.offset_from(first)); //~ PRINTS: 1
        let beyond = &raw const (*many)[2]; //~ UB: of an allocation of 2
        println!("{beyond:?}");
    }
}
