//! What a documentation comment says must be about something.
/// A pair.
struct Pair {
    /// The first.
    a: u8,
    /// of nobody //~ ERROR E0585
}

fn sum(of: &Pair) -> u8 {
    //// no documentation
    /*** neither is this */
    of.a
    /**/
}

trait Named {
    /// Its name.
    fn name(&self) -> String;
    /// and then //~ ERROR E0584
}

fn main() {
    let text = stringify!(/// a token of the macro
        a);
    println!("{text}");
    /// the end //~ ERROR E0585
}
