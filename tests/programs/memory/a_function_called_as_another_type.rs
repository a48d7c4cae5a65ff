use std::mem::transmute;
use std::num::NonZeroU32;

#[repr(transparent)]
struct Meters(u32);

fn show(meters: Meters) {
    println!("{}", meters.0); //~ PRINTS: 1
    //~^ PRINTS: 2
}
fn address(_at: *const u8) -> bool { true }
fn half(
    number: f32, //~ UB: called with
) -> f32 {
    number / 2.0
}

fn main() {
    unsafe {
        transmute::<fn(Meters), fn(u32)>(show)(1);
        transmute::<fn(Meters), fn(Option<NonZeroU32>)>(show)(NonZeroU32::new(2));
        println!("{}", transmute::<fn(*const u8) -> bool, fn(&String) -> bool>(address)(&String::new())); //~ PRINTS: true
        println!("{}", transmute::<fn(f32) -> f32, fn(u32) -> f32>(half)(4));
    }
}
