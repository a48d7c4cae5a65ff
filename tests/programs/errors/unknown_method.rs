struct Counter;

fn main() {
    Counter.bump(); //~ ERROR E0599
    let n = 5;
    n.push(1); //~ ERROR E0599
    Counter::make(); //~ ERROR E0599
}
