fn main() {
    assert!(true);
    assert_eq!(1 + 1, 2);
    assert_ne!(1, 2, "different");
    let two = 2;
    assert_eq!(two, 3, "two is {two}"); //~ PANIC: assertion `left == right` failed: two is 2
}
