//@ models: stacked tree
static PAIR: [u8; 2] = [1, 2];

fn main() {
    let first = &PAIR[0] as *const u8;
    let second = unsafe { *first.add(1) }; //~[stacked] UB: not in the borrow stack
    println!("{second}"); //~[tree] PRINTS: 2
}
