fn main() {
    let values = vec![1];
    values.push(2); //~ ERROR E0596
    let n = 1;
    let r = &mut n; //~ ERROR E0596
    *r = 2;
}
