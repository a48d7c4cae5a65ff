// A copy of a type without values is undefined behaviour, although there is nothing to copy.

#[derive(Clone, Copy)]
enum Void {}
union Empty<T: Copy> {
    value: T,
    nothing: (),
}

fn main() {
    let empty: Empty<Void> = Empty { nothing: () };
    match unsafe { empty.value } {
        _bound => println!("never"), //~^ UB: which has none
    }
}
