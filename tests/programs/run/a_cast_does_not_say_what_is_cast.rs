// What a number is cast to is no reason for what it is: it is an i32 unless something else says so.
// Only a literal that is itself cast takes the hint.

fn main() {
    let numbers = [1, 2, 3];
    let bytes = numbers.as_ptr() as *const u8;
    println!("{} {}", size_of_val(&numbers), unsafe { *bytes.add(4) }); //~ PRINTS: 12 2

    let boxed = Box::into_raw(Box::new(5));
    println!("{}", unsafe { *(boxed as *mut u8) }); //~ PRINTS: 5
    drop(unsafe { Box::from_raw(boxed) });

    let vector = vec![1, 2];
    let halves = vector.as_ptr() as *const u16;
    println!("{} {}", size_of_val(&vector[..]), unsafe { *halves.add(2) }); //~ PRINTS: 8 2

    let n = 5;
    println!("{} {}", size_of_val(&n), n as usize as *const u8 as usize); //~ PRINTS: 4 5
    println!("{}{} {}", 97 as char, { 98 } as char, (0 as *const u64).is_null()); //~ PRINTS: ab true
    println!("{}", (!0 as u64).count_ones()); //~ PRINTS: 64
}
