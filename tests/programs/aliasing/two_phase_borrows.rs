//@ models: stacked tree
fn push_len(list: &mut Vec<usize>) {
    list.push(list.len());
    add(list, list.len());
}
fn add(list: &mut Vec<usize>, n: usize) {
    list.push(n);
}

fn main() {
    let mut list = vec![];
    push_len(&mut list);
    let r = &mut list;
    r.push(r.len());
    println!("{list:?}"); //~ PRINTS: [0, 1, 2]
}
