// Of a map whose keys lack what indexing asks of them, that is what is missing: the map has its index.
use std::collections::{BTreeMap, HashMap};

#[derive(Clone, Copy, PartialEq, Eq)]
struct Node(u32);

fn neighbours(graph: &BTreeMap<Node, Vec<Node>>, node: Node) -> usize {
    graph[&node].len() //~ ERROR E0277
}

fn named(names: HashMap<Node, String>, node: Node) -> usize {
    let name = &names[&node]; //~ ERROR E0277
    name.len()
}

fn main() {
    let number = 5;
    number[0]; //~ ERROR E0608
}
