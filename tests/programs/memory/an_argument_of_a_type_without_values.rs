enum Nothing {}

fn take(nothing: Nothing) { //~ UB: has none
    let _ = &raw const nothing;
}

fn main() {
    let take = unsafe { std::mem::transmute::<fn(Nothing), fn(())>(take) };
    take(());
}
