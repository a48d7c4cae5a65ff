// What is refused while the text is read: what `cfg` is asked, restricted visibility, calling conventions.
#[cfg(not())] //~ ERROR E0805
fn none() {}
#[cfg(unknown())] //~ ERROR E0537
fn unknown() {}
#[cfg(any(feature = "a", all(), not(windows)))]
fn fine() {}

pub(inside) struct Restricted; //~ ERROR E0704
pub (crate) struct Crate(pub (u8, u8));
extern "Klingon" fn abi() {} //~ ERROR E0703
#[derive("Clone")] //~ ERROR E0777
struct Derived;

fn main() {}
