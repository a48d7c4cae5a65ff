// `impl Trait` as an associated type may be nested in another, as an argument not.
fn nested(_: impl Into<impl Copy>) {} //~ ERROR E0666
fn fine(_: impl Iterator<Item = impl Copy>) {}

fn main() {}
