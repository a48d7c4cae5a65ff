//@ models: stacked tree
fn main() {
    let mut list = [1, 2, 3, 4];
    let (left, right) = list.split_at_mut(2);
    left[0] += right[1];
    right[0] += left[1];
    std::mem::swap(&mut left[1], &mut right[1]);
    println!("{list:?}"); //~ PRINTS: [5, 4, 5, 2]
}
