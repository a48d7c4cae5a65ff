// A type that holds ever larger types of its own kind, as long as nobody drops it.
enum Tree<T> {
    Leaf(T),
    More(Box<Tree<(T, T)>>),
}

fn first(tree: &Tree<i32>) -> i32 {
    match tree {
        Tree::Leaf(n) => *n,
        Tree::More(_) => 0,
    }
}

fn main() {
    let none: Option<&Tree<i32>> = None;
    println!("{:?}", none.map(first)); //~ PRINTS: None
    println!("{}", size_of::<Tree<u64>>()); //~ PRINTS: 16
}
