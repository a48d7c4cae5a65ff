// A function as such has no size: what is transmuted is its pointer, if it is cast first.
fn number() -> u8 { 1 }

fn main() {
    let _: usize = unsafe { std::mem::transmute(number as fn() -> u8) };
    let _: usize = unsafe { std::mem::transmute(number) }; //~ ERROR E0591
}
