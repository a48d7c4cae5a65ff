// The integer left of the point, and no promise where the type has none such; accesses of no bytes
// may go through the null pointer; a distance without a sign goes upwards.
fn main() {
    unsafe {
        println!("{}", (-3.7f64).to_int_unchecked::<i16>()); //~ PRINTS: -3
        println!("{}", 255.9f32.to_int_unchecked::<u8>()); //~ PRINTS: 255
        println!("{}", u64::MAX as f32 as u128); //~ PRINTS: 18446744073709551616
        *std::ptr::null::<()>();
        let items = [1, 2, 3];
        let first = items.as_ptr();
        println!("{}", first.add(2).offset_from_unsigned(first)); //~ PRINTS: 2
        let value: i32 = 2147483648.0f32.to_int_unchecked(); //~ UB: promised
        println!("{value}");
    }
}
