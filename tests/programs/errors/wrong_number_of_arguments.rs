struct Counter;

impl Counter {
    fn add(&self, n: i32) -> i32 {
        n
    }
}

fn area(width: i32, height: i32) -> i32 {
    width * height
}

fn main() {
    area(1); //~ ERROR E0061
    area(1, 2, 3); //~ ERROR E0061
    Counter.add(); //~ ERROR E0061
}
