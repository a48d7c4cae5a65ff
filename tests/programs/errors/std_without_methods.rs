// A method, associated function or variant that Rust's std has and this one lacks is said to be
// missing, also behind a smart pointer; one that neither has is an error.
use std::path::{Component, Path};

fn main() {
    let path = Path::new("/etc");
    let _there = path.exists(); //~ ERROR: `std::path::Path::exists` is not in this standard library yet
    let _shared = std::rc::Rc::new(std::path::PathBuf::from("/")).is_dir(); //~ ERROR: `std::path::Path::is_dir` is not in
    let _read = Path::read_link; //~ ERROR: `std::path::Path::read_link` is not in
    let _nowhere = path.is_nowhere(); //~ ERROR E0599
    match path.components().next() {
        Some(Component::Prefix(_)) => {} //~ ERROR: `std::path::Component::Prefix` is not in
        _ => {}
    }
    let _os = std::io::Error::last_os_error(); //~ ERROR: `std::io::Error::last_os_error` is not in
}
