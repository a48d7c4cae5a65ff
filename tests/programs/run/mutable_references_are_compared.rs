// A `&mut` behind a shared reference is compared where it stands: nothing is borrowed mutably.
fn main() {
    let mut letters = [0; 2];
    let text = 'ß'.encode_utf8(&mut letters);
    assert_eq!(text, "ß");
    let seen = &text;
    println!("{} {}", *seen == "ß", "a" == *seen); //~ PRINTS: true false
    let (mut a, mut b) = (vec![1, 2], [1, 2]);
    let (left, right) = (&mut a, &mut b);
    assert_eq!(left, &[1, 2]);
    assert_eq!(*left, *right);
    assert_ne!(left, &mut vec![2]);
    left.push(3);
    println!("{left:?} {}", left > &mut vec![1, 2]); //~ PRINTS: [1, 2, 3] true
}
