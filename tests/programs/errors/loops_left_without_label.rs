// A `break` in a labelled block, or in the condition of a loop, says which loop it means.
fn main() {
    loop {
        'block: {
            break; //~ ERROR E0695: needs a label
        }
    }
    while break {} //~ ERROR E0590: condition of a loop
    'named: while break 'named {}
    for n in 0..3 {
        'block: {
            if n == 1 {
                continue; //~ ERROR E0695: needs a label
            }
            break 'block;
        }
    }
}
