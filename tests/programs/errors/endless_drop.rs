// A type that holds ever larger types of its own kind can be declared and borrowed. What a destructor
// would drop has no end.
enum Tree<T> {
    Leaf(T),
    More(Box<Tree<(T, T)>>),
}

struct Held {
    trees: Vec<Tree<u8>>,
}

impl Drop for Held {
    fn drop(&mut self) {}
}

fn first(tree: &Tree<i32>) -> i32 {
    match tree {
        Tree::Leaf(n) => *n,
        Tree::More(_) => 0,
    }
}

fn take<T>(
    tree: Tree<T>, //~ ERROR E0320 overflow while adding drop-check rules for `Tree<T>`
) {
    std::mem::forget(
        tree, //~ ERROR E0320 overflow while adding drop-check rules for `Tree<T>`
    );
}

fn main() {
    let leaf = Tree::Leaf(3); //~ ERROR E0320 `Tree<i32>`
    println!("{}", first(&leaf));
    let held = Held { trees: Vec::new() }; //~ ERROR E0320 `Held`
    //~| ERROR E0320 `Vec<Tree<u8>>`
}
