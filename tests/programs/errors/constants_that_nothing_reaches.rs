// What a function mentions must have a value once the function is made for a type, also where nothing
// gets there and nobody looks at the value.
struct Check<T>(T);

impl<T> Check<T> {
    const IS_LARGE: () = assert!(std::mem::size_of::<T>() > 4); //~ ERROR E0080
    const IS_SMALL: () = assert!(std::mem::size_of::<T>() < 4); //~ ERROR E0080
}

fn mention<T>() {
    if false {
        let _ = Check::<T>::IS_LARGE;
    }
}
fn state<T>() {
    if false {
        Check::<T>::IS_SMALL;
    }
}

fn main() {
    mention::<u64>();
    mention::<u8>();
    state::<u8>();
    state::<u64>();
}
