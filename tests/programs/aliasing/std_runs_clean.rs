//@ models: stacked tree
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, LinkedList, VecDeque};
use std::rc::{Rc, Weak};

struct Tree {
    value: i32,
    parent: RefCell<Weak<Tree>>,
    children: RefCell<Vec<Rc<Tree>>>,
}

fn main() {
    let mut list: Vec<i32> = (0..20).map(|i| (i * 7) % 20).collect();
    list.sort();
    list.retain(|n| n % 3 != 0);
    list.insert(1, 100);
    list.swap(0, 2);
    list.dedup();
    list.reverse();
    let taken: Vec<i32> = list.drain(2..5).collect();
    println!("{list:?} {taken:?}"); //~ PRINTS: [19, 17, 11, 10, 8, 7, 5, 4, 1, 100, 2] [16, 14, 13]
    let mut words = vec![String::from("b"), String::from("a")];
    words.sort_by(|x, y| x.cmp(y));
    words[0].push_str("!");
    println!("{}", words.join("-")); //~ PRINTS: a!-b
    let mut queue: VecDeque<i32> = (1..5).collect();
    queue.rotate_left(1);
    queue.push_front(9);
    println!("{:?}", queue.iter_mut().map(|n| { *n += 1; *n }).max()); //~ PRINTS: Some(10)
    let mut chain = LinkedList::new();
    chain.push_back(1);
    chain.push_front(0);
    for n in chain.iter_mut() {
        *n += 1;
    }
    println!("{:?} {:?}", chain, chain.iter().rev().count()); //~ PRINTS: [1, 2] 2
    let mut map = HashMap::new();
    for word in "a b a".split(' ') {
        *map.entry(word).or_insert(0) += 1;
    }
    println!("{} {}", map["a"], map["b"]); //~ PRINTS: 2 1
    let mut sorted = BTreeMap::new();
    for n in [5, 1, 3] {
        sorted.insert(n, n * n);
    }
    if let Some(square) = sorted.get_mut(&3) {
        *square += 1;
    }
    println!("{sorted:?}"); //~ PRINTS: {1: 1, 3: 10, 5: 25}
    let leaf = Rc::new(Tree { value: 3, parent: RefCell::new(Weak::new()), children: RefCell::new(vec![]) });
    let branch = Rc::new(Tree { value: 5, parent: RefCell::new(Weak::new()), children: RefCell::new(vec![Rc::clone(&leaf)]) });
    *leaf.parent.borrow_mut() = Rc::downgrade(&branch);
    let parent = leaf.parent.borrow().upgrade().map(|p| p.value);
    println!("{:?} {} {}", parent, Rc::strong_count(&leaf), branch.children.borrow()[0].value); //~ PRINTS: Some(5) 2 3
    let boxed: Box<[i32]> = vec![1, 2].into_boxed_slice();
    let back: Vec<i32> = boxed.into_vec();
    println!("{:?} {:?}", back.chunks(1).count(), back.iter().rev().collect::<Vec<_>>()); //~ PRINTS: 2 [2, 1]
    let mut numbers = vec![1, 2, 3, 4, 5, 6];
    let [first, fourth] = numbers.get_disjoint_mut([0, 3]).unwrap();
    *first += *fourth;
    std::mem::swap(first, fourth);
    let [front, middle] = numbers.get_disjoint_mut([0..2, 3..5]).unwrap();
    front.swap_with_slice(middle);
    let [last, one, inner] = unsafe { numbers.get_disjoint_unchecked_mut([4..=5, 0..=0, 2..=3]) };
    (last[1], one[0], inner[0]) = (inner[1], last[0], one[0]);
    println!("{numbers:?}"); //~ PRINTS: [2, 5, 5, 4, 2, 4]
}
