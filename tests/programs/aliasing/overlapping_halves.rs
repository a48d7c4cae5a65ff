//@ models: stacked tree
fn halves(all: &mut [u8], at: usize) -> (&mut [u8], &mut [u8]) {
    let (p, n) = (all.as_mut_ptr(), all.len());
    unsafe {
        (
            std::slice::from_raw_parts_mut(p, n - at), //~[stacked]^ UB: through a tag that is not in the borrow stack
            std::slice::from_raw_parts_mut(p.add(at), n - at),
        )
    }
}

fn main() {
    let mut bytes = [1, 2, 3, 4];
    let (left, right) = halves(&mut bytes, 1);
    left[1] = 9;
    right[0] = 8; //~[tree] UB: Disabled
}
