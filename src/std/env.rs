// Only for programs that say: env

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VarError {
    NotPresent,
}
impl crate::fmt::Display for VarError {
    fn fmt(&self, f: &mut crate::fmt::Formatter<'_>) -> crate::fmt::Result { f.write_str("environment variable not found") }
}
impl crate::error::Error for VarError {}
pub struct Args {
    was_read: bool,
}
/// Only the program's own name.
pub fn args() -> Args { Args { was_read: false } }
impl Iterator for Args {
    type Item = String;
    fn next(&mut self) -> Option<String> {
        if self.was_read {
            return None;
        }
        self.was_read = true;
        Some(String::from("main"))
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = if self.was_read { 0 } else { 1 };
        (left, Some(left))
    }
}
impl ExactSizeIterator for Args {}
/// The environment is empty.
pub fn vars() -> crate::iter::Empty<(String, String)> { crate::iter::empty() }
pub fn var_os<K: AsRef<crate::ffi::OsStr>>(_name: K) -> Option<crate::ffi::OsString> { None }
pub fn var<K: AsRef<crate::ffi::OsStr>>(_name: K) -> Result<String, VarError> { Err(VarError::NotPresent) }
