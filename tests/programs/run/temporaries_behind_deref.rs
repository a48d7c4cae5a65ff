// A temporary that a `let` borrows lives as long as the block, also where the borrow is coerced, or
// goes through an overloaded `*` or `[…]`.
struct Noisy(Vec<i32>);

impl std::ops::Deref for Noisy {
    type Target = [i32];
    fn deref(&self) -> &[i32] {
        &self.0
    }
}

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("dropped {:?}", self.0); //~ PRINTS: dropped [7]\ndropped [1, 2]
    }
}

fn main() {
    let text: &str = &String::from("text");
    let numbers: &[i32] = &Noisy(vec![1, 2]);
    let explicit: &str = &*String::from("explicit");
    let part = &vec![1, 2, 3][1..];
    println!("{text} {numbers:?} {explicit} {part:?}"); //~ PRINTS: text [1, 2] explicit [2, 3]
    let array = &mut [1, 2, 3][1..];
    array[0] += 5;
    println!("{array:?}"); //~ PRINTS: [7, 3]
    println!("{}", Noisy(vec![7]).len()); //~ PRINTS: 1
    println!("end"); //~ PRINTS: end
}
