// A `break` in a labelled block, or in the condition of a loop, says which loop it means.
fn main() {
    loop {
        'block: {
            break; //~ ERROR E0695
        }
    }
    while break {} //~ ERROR E0590
    'named: while break 'named {}
    for n in 0..3 {
        'block: {
            if n == 1 {
                continue; //~ ERROR E0695
            }
            break 'block;
        }
    }
}
