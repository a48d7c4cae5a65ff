// NonZero and Saturating: what they share with the numbers they wrap.
use std::num::{NonZero, NonZeroI8, Saturating};

fn main() {
    let least = NonZeroI8::MIN;
    println!("{} {:?} {:?} {}", least.saturating_abs(), least.checked_neg(), least.overflowing_abs(), least.unsigned_abs()); //~ PRINTS: 127 None (-128, true) 128
    let twelve = NonZero::new(12u8).unwrap();
    println!("{}", -NonZeroI8::MAX); //~ PRINTS: -127
    println!("{} {} {} {}", twelve.count_ones(), twelve.saturating_pow(9), twelve.isqrt(), twelve.div_ceil(NonZero::new(5).unwrap())); //~ PRINTS: 2 255 3 3
    println!("{:?} {} {}", twelve.checked_next_power_of_two(), twelve.midpoint(NonZero::<u8>::MAX), NonZero::<u8>::MAX.cast_signed()); //~ PRINTS: Some(16) 133 -1

    let mut level = Saturating(i16::MIN);
    level /= Saturating(-1);
    println!("{} {} {}", level, level / Saturating(2), Saturating(i16::MIN).abs()); //~ PRINTS: 32767 16383 32767
    println!("{} {} {:?}", Saturating(200u8).pow(3), Saturating(12u32).count_ones(), (Saturating::<i64>::MAX + Saturating(1)).is_positive()); //~ PRINTS: 255 2 true
}
