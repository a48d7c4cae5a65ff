// What a function returns is looked at where it arrives: the call, not the function's end, is at fault.
fn number<'a>(outlives: bool) -> &'a u8 {
    static LASTING: u8 = 1;
    let passing = 2;
    if outlives { &LASTING } else { unsafe { &*&raw const passing } }
}

fn main() {
    println!("{}", number(true)); //~ PRINTS: 1
    let gone =
        number(false); //~ UB: dangles
    println!("{gone}");
}
