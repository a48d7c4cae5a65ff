//@ edition: 2021
// The alternatives of a pattern bind a variable in the same way: by value, by reference, mutable or not.

fn main() {
    let pair = (1, 2);
    match pair {
        (ref a, 1) | (1, a) => println!("{a}"), //~ ERROR E0409
        //~^ ERROR E0308
        _ => {}
    }
    match pair {
        (mut a, 1) | (1, a) => println!("{a}"), //~ ERROR E0409
        (ref a, _) | (_, ref a) => println!("{a}"),
    }
}

struct Late<T, 'a>(&'a T); //~ ERROR lifetime parameters

fn late<const N: usize, 'a>(numbers: &'a [u8; N]) -> &'a u8 { //~ ERROR lifetime parameters
    &numbers[0]
}
