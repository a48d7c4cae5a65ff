// Naming a place of type `!` is no access: a pattern that says nothing of it does not read it.
#![feature(never_type)]

fn main() {
    let byte = 0u8;
    let nothing = (&raw const byte).cast::<!>();
    unsafe {
        let _ = *nothing;
        let _: ! = *nothing;
        match *nothing {
            _ => println!("here"), //~ PRINTS: here
        }
    }
}
