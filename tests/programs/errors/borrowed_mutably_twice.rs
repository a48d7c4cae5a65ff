// A mutable borrow is the only one for as long as it is used.
use std::collections::HashMap;

struct Stack {
    items: Vec<i32>,
}

impl Stack {
    fn at(&mut self, index: usize) -> &mut i32 {
        &mut self.items[index]
    }
}

fn set(to: &mut i32, from: &mut i32) {
    *to = *from;
}

fn id<T>(value: T) -> T {
    value
}

// Whether it is returned depends on the branch; the borrow lasts in both.
fn get(map: &mut HashMap<u32, String>) -> &mut String {
    if let Some(found) = map.get_mut(&1) {
        return found;
    }
    map.insert(1, String::new()); //~ ERROR E0499
    map.get_mut(&1).unwrap() //~ ERROR E0499
}

fn main() {
    let mut x = 1;
    let a = &mut x;
    let b = &mut x; //~ ERROR E0499
    *a += 1;
    *b += 1;
    set(&mut x, &mut x); //~ ERROR E0499

    let mut stack = Stack { items: vec![1, 2] };
    let first = stack.at(0);
    let second = stack.at(1); //~ ERROR E0499
    std::mem::swap(first, second);

    let mut text = String::new();
    let same = id(&mut text);
    text.push('a'); //~ ERROR E0499
    same.push('b');

    let mut count = 0;
    let mut up = || count += 1;
    let mut down = || count -= 1; //~ ERROR E0499
    up();
    down();

    let mut held: Vec<&mut i32> = vec![];
    for _ in 0..2 {
        held.push(&mut x); //~ ERROR E0499
    }

    std::thread::scope(|scope| {
        scope.spawn(|| count += 1);
        scope.spawn(|| count += 1); //~ ERROR E0499
    });
    get(&mut HashMap::new());
}
