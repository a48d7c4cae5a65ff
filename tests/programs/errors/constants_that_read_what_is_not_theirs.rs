// A constant that follows a pointer to nothing, or takes a union's bytes for what they are not, has no value.
union Bits {
    byte: u8,
    truth: bool,
}

const NOWHERE: u32 = unsafe { *(4 as *const u32) }; //~ ERROR E0080
const TWO: bool = unsafe { Bits { byte: 2 }.truth }; //~ ERROR E0080
const ONE: bool = unsafe { Bits { byte: 1 }.truth };
const SEVEN: u32 = *&7;

fn main() {
    println!("{NOWHERE} {TWO} {ONE} {SEVEN}");
}
