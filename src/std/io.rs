use crate::fmt::{self, Arguments};
use crate::intrinsics;

/// One print is one visible event, whatever it is made of.
pub fn _print(arguments: Arguments<'_>) {
    match arguments.as_str() {
        Some(text) => intrinsics::write_stdout(text.as_ptr(), text.len()),
        None => {
            let text = fmt::format(arguments);
            intrinsics::write_stdout(text.as_ptr(), text.len())
        }
    }
}
pub fn _eprint(arguments: Arguments<'_>) {
    let text = fmt::format(arguments);
    intrinsics::write_stderr(text.as_ptr(), text.len())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    NotFound,
    PermissionDenied,
    ConnectionRefused,
    AlreadyExists,
    WouldBlock,
    InvalidInput,
    InvalidData,
    TimedOut,
    WriteZero,
    Interrupted,
    Unsupported,
    UnexpectedEof,
    OutOfMemory,
    Other,
}
impl ErrorKind {
    fn describe(self) -> &'static str {
        match self {
            ErrorKind::NotFound => "entity not found",
            ErrorKind::PermissionDenied => "permission denied",
            ErrorKind::ConnectionRefused => "connection refused",
            ErrorKind::AlreadyExists => "entity already exists",
            ErrorKind::WouldBlock => "operation would block",
            ErrorKind::InvalidInput => "invalid input parameter",
            ErrorKind::InvalidData => "invalid data",
            ErrorKind::TimedOut => "timed out",
            ErrorKind::WriteZero => "write zero",
            ErrorKind::Interrupted => "operation interrupted",
            ErrorKind::Unsupported => "unsupported",
            ErrorKind::UnexpectedEof => "unexpected end of file",
            ErrorKind::OutOfMemory => "out of memory",
            ErrorKind::Other => "other error",
        }
    }
}
impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.describe()) }
}
pub struct Error {
    kind: ErrorKind,
    error: Option<Box<dyn crate::error::Error + Send + Sync>>,
}
impl Error {
    pub fn new<E: Into<Box<dyn crate::error::Error + Send + Sync>>>(kind: ErrorKind, error: E) -> Error { Error { kind, error: Some(error.into()) } }
    pub fn other<E: Into<Box<dyn crate::error::Error + Send + Sync>>>(error: E) -> Error { Error::new(ErrorKind::Other, error) }
    pub fn kind(&self) -> ErrorKind { self.kind }
}
impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Error { Error { kind, error: None } }
}
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.error {
            Some(error) => f.debug_struct("Custom").field("kind", &self.kind).field("error", error).finish(),
            None => f.debug_tuple("Kind").field(&self.kind).finish(),
        }
    }
}
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.error {
            Some(error) => fmt::Display::fmt(error, f),
            None => f.write_str(self.kind.describe()),
        }
    }
}
impl crate::error::Error for Error {}
pub type Result<T> = crate::result::Result<T, Error>;

pub trait Write {
    fn write(&mut self, bytes: &[u8]) -> Result<usize>;
    fn flush(&mut self) -> Result<()>;
    fn write_all(&mut self, bytes: &[u8]) -> Result<()> {
        self.write(bytes)?;
        Ok(())
    }
    fn write_fmt(&mut self, arguments: Arguments<'_>) -> Result<()> {
        let text = fmt::format(arguments);
        self.write_all(text.as_bytes())
    }
    fn by_ref(&mut self) -> &mut Self where Self: Sized { self }
}
pub trait Read {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize>;
    fn read_to_string(&mut self, _buffer: &mut String) -> Result<usize> { Ok(0) }
}
pub trait BufRead {
    fn read_line(&mut self, buffer: &mut String) -> Result<usize>;
}
pub mod prelude {
    pub use super::{BufRead, Read, Write};
}
pub struct Stdout(());
pub struct StdoutLock(());
pub fn stdout() -> Stdout { Stdout(()) }
impl Stdout {
    pub fn lock(&self) -> StdoutLock { StdoutLock(()) }
}
pub struct Stderr(());
pub fn stderr() -> Stderr { Stderr(()) }
impl Stderr {
    pub fn lock(&self) -> Stderr { Stderr(()) }
}
macro_rules! writes_to {
    ($($ty:ty : $write:ident;)*) => {$(
        impl Write for $ty {
            fn write(&mut self, bytes: &[u8]) -> Result<usize> {
                intrinsics::$write(bytes.as_ptr(), bytes.len());
                Ok(bytes.len())
            }
            fn flush(&mut self) -> Result<()> { Ok(()) }
        }
    )*};
}
writes_to! {
    Stdout: write_stdout; StdoutLock: write_stdout; Stderr: write_stderr;
}
impl Write for Vec<u8> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> Result<()> { Ok(()) }
}
impl<W: Write + ?Sized> Write for &mut W {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> { (**self).write(bytes) }
    fn flush(&mut self) -> Result<()> { (**self).flush() }
}
impl<W: Write + ?Sized> Write for Box<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> { (**self).write(bytes) }
    fn flush(&mut self) -> Result<()> { (**self).flush() }
}
pub struct Stdin(());
pub fn stdin() -> Stdin { Stdin(()) }
impl Stdin {
    pub fn read_line(&self, _buffer: &mut String) -> Result<usize> { Ok(0) }
    pub fn lock(&self) -> Stdin { Stdin(()) }
    pub fn lines(self) -> Lines { Lines(()) }
}
impl Read for Stdin {
    fn read(&mut self, _buffer: &mut [u8]) -> Result<usize> { Ok(0) }
}
impl BufRead for Stdin {
    fn read_line(&mut self, _buffer: &mut String) -> Result<usize> { Ok(0) }
}
pub struct Lines(());
impl Iterator for Lines {
    type Item = Result<String>;
    fn next(&mut self) -> Option<Result<String>> { None }
}
