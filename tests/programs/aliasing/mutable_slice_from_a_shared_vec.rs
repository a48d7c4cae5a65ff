//@ models: stacked tree
fn as_mut_slice<T>(list: &Vec<T>) -> &mut [T] {
    unsafe { std::slice::from_raw_parts_mut(list.as_ptr() as *mut T, list.len()) }
}

fn main() {
    let list = vec![1, 2, 3];
    let a = as_mut_slice(&list);
    let b = as_mut_slice(&list);
    a[1] = 5; //~[stacked] UB: not in the borrow stack
    b[1] = 6; //~[tree] UB: Disabled
}
