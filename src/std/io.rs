// Input and output: what every program prints, and the errors. What is read and written stands in
// io_streams.rs.

use crate::fmt::{self, Arguments};
use crate::intrinsics;
use crate::marker::PhantomData;
use crate::ptr::NonNull;

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
    if crate::test::is_running() { return _print(arguments) }
    let text = fmt::format(arguments);
    intrinsics::write_stderr(text.as_ptr(), text.len())
}

// ---- Errors

macro_rules! error_kinds {
    ($($Kind:ident $text:literal;)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum ErrorKind {
            $($Kind,)*
        }
        impl ErrorKind {
            fn describe(self) -> &'static str {
                match self {
                    $(ErrorKind::$Kind => $text,)*
                }
            }
        }
    };
}
error_kinds! {
    NotFound "entity not found";
    PermissionDenied "permission denied";
    ConnectionRefused "connection refused";
    ConnectionReset "connection reset";
    HostUnreachable "host unreachable";
    NetworkUnreachable "network unreachable";
    ConnectionAborted "connection aborted";
    NotConnected "not connected";
    AddrInUse "address in use";
    AddrNotAvailable "address not available";
    NetworkDown "network down";
    BrokenPipe "broken pipe";
    AlreadyExists "entity already exists";
    WouldBlock "operation would block";
    NotADirectory "not a directory";
    IsADirectory "is a directory";
    DirectoryNotEmpty "directory not empty";
    ReadOnlyFilesystem "read-only filesystem or storage medium";
    StaleNetworkFileHandle "stale network file handle";
    InvalidInput "invalid input parameter";
    InvalidData "invalid data";
    TimedOut "timed out";
    WriteZero "write zero";
    StorageFull "no storage space";
    NotSeekable "seek on unseekable file";
    QuotaExceeded "quota exceeded";
    FileTooLarge "file too large";
    ResourceBusy "resource busy";
    ExecutableFileBusy "executable file busy";
    Deadlock "deadlock";
    TooManyLinks "too many links";
    InvalidFilename "invalid filename";
    ArgumentListTooLong "argument list too long";
    Interrupted "operation interrupted";
    Unsupported "unsupported";
    UnexpectedEof "unexpected end of file";
    OutOfMemory "out of memory";
    Other "other error";
}
impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.describe()) }
}
type Cause = Box<dyn crate::error::Error + Send + Sync>;
/// As large as a pointer, and in std's way: what the two lowest bits leave says which kind and why.
///
///   …00  the address of a Message       …01  that of a Custom in a box of its own
///   …11  nothing but a kind, in the upper half
pub struct Error {
    bits: NonNull<u8>,
    marker: PhantomData<Cause>,
}
struct Message {
    kind: ErrorKind,
    text: &'static str,
}
struct Custom {
    kind: ErrorKind,
    cause: Cause,
}
enum Detail<C> {
    None(ErrorKind),
    Message(&'static Message),
    Custom(C),
}
unsafe impl Send for Error {}
unsafe impl Sync for Error {}
impl Error {
    pub fn new<E: Into<Box<dyn crate::error::Error + Send + Sync>>>(kind: ErrorKind, error: E) -> Error {
        let custom = Box::into_raw(Box::new(Custom { kind, cause: error.into() }));
        Error::of_bits((custom as *mut u8).wrapping_add(1))
    }
    pub fn other<E: Into<Box<dyn crate::error::Error + Send + Sync>>>(error: E) -> Error { Error::new(ErrorKind::Other, error) }
    fn of_std(message: &'static Message) -> Error { Error::of_bits(message as *const Message as *mut u8) }
    fn of_bits(bits: *mut u8) -> Error { Error { bits: unsafe { NonNull::new_unchecked(bits) }, marker: PhantomData } }
    fn custom(&self) -> *mut Custom { self.bits.as_ptr().wrapping_sub(1) as *mut Custom }
    fn detail(&self) -> Detail<&Custom> {
        match self.bits.as_ptr().addr() & 3 {
            0 => Detail::Message(unsafe { &*(self.bits.as_ptr() as *const Message) }),
            1 => Detail::Custom(unsafe { &*self.custom() }),
            _ => Detail::None(unsafe { crate::mem::transmute::<u8, ErrorKind>((self.bits.as_ptr().addr() >> 32) as u8) }),
        }
    }
    pub fn kind(&self) -> ErrorKind {
        match self.detail() {
            Detail::None(kind) => kind,
            Detail::Message(message) => message.kind,
            Detail::Custom(custom) => custom.kind,
        }
    }
    pub fn raw_os_error(&self) -> Option<i32> { None }
    pub fn get_ref(&self) -> Option<&(dyn crate::error::Error + Send + Sync + 'static)> {
        match self.detail() {
            Detail::Custom(custom) => Some(&*custom.cause),
            _ => None,
        }
    }
    pub fn into_inner(self) -> Option<Box<dyn crate::error::Error + Send + Sync>> {
        let this = crate::mem::ManuallyDrop::new(self);
        match this.detail() {
            Detail::Custom(_) => Some(unsafe { Box::from_raw(this.custom()) }.cause),
            _ => None,
        }
    }
}
impl Drop for Error {
    fn drop(&mut self) {
        if let Detail::Custom(_) = self.detail() {
            drop(unsafe { Box::from_raw(self.custom()) });
        }
    }
}
impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Error { Error::of_bits(crate::ptr::without_provenance_mut((kind as usize) << 32 | 3)) }
}
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.detail() {
            Detail::Custom(custom) => f.debug_struct("Custom").field("kind", &custom.kind).field("error", &custom.cause).finish(),
            Detail::Message(message) => f.debug_struct("Error").field("kind", &message.kind).field("message", &message.text).finish(),
            Detail::None(kind) => f.debug_tuple("Kind").field(&kind).finish(),
        }
    }
}
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.detail() {
            Detail::Custom(custom) => fmt::Display::fmt(&custom.cause, f),
            Detail::Message(message) => f.write_str(message.text),
            Detail::None(kind) => f.write_str(kind.describe()),
        }
    }
}
impl crate::error::Error for Error {
    fn source(&self) -> Option<&(dyn crate::error::Error + 'static)> {
        match self.detail() {
            Detail::Custom(custom) => custom.cause.source(),
            _ => None,
        }
    }
}
impl From<crate::fmt::Error> for Error {
    fn from(_error: crate::fmt::Error) -> Error { Error::of_std(&Message { kind: ErrorKind::Other, text: "formatter error" }) }
}
pub type Result<T> = crate::result::Result<T, Error>;
