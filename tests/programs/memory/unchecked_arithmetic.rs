//@ models: none
// Unchecked arithmetic promises that nothing overflows and nothing is divided without a remainder.
fn main() {
    unsafe {
        assert_eq!(250u8.unchecked_add(5), 255);
        assert_eq!((-3i32).unchecked_mul(4), -12);
        assert_eq!(i8::MIN.wrapping_div(-1), i8::MIN);
        assert_eq!(i8::MIN.overflowing_rem(-1), (0, true));
        assert_eq!(i8::MIN.checked_div(-1), None);
        assert_eq!(1u8.wrapping_shl(9), 2);
        let _ = 250u8.unchecked_add(6); //~ UB: reached
    }
}
