//@ models: stacked tree
unsafe fn replace(mut cup: Box<i32>, spy: *const i32) -> i32 {
    *cup = 7;
    let seen = unsafe { *spy }; //~[stacked] UB: weakly protected
    //~[tree]^ UB: weakly protected
    std::mem::forget(cup);
    seen
}

fn main() {
    unsafe {
        let p = Box::into_raw(Box::new(1));
        replace(Box::from_raw(p), p);
    }
}
