use crate::any::Any;
use crate::fmt;
use crate::intrinsics;

#[marker]
pub trait UnwindSafe {}
impl<T: ?Sized> UnwindSafe for T {}
#[marker]
pub trait RefUnwindSafe {}
impl<T: ?Sized> RefUnwindSafe for T {}
pub struct AssertUnwindSafe<T>(pub T);
impl<T> crate::ops::Deref for AssertUnwindSafe<T> {
    type Target = T;
    fn deref(&self) -> &T { &self.0 }
}
impl<T> crate::ops::DerefMut for AssertUnwindSafe<T> {
    fn deref_mut(&mut self) -> &mut T { &mut self.0 }
}
impl<F: crate::future::Future> crate::future::Future for AssertUnwindSafe<F> {
    type Output = F::Output;
    fn poll(self: crate::pin::Pin<&mut Self>, cx: &mut crate::task::Context<'_>) -> crate::task::Poll<F::Output> {
        unsafe { self.map_unchecked_mut(|whole| &mut whole.0) }.poll(cx)
    }
}
impl<R, F: FnOnce() -> R> FnOnce<()> for AssertUnwindSafe<F> {
    type Output = R;
    extern "rust-call" fn call_once(self, _args: ()) -> R { (self.0)() }
}

pub fn abort_unwind<F: FnOnce() -> R, R>(f: F) -> R {
    extern "C" fn run<F: FnOnce() -> R, R>(f: F) -> R { f() }
    run(f)
}
pub fn catch_unwind<F: FnOnce() -> R + UnwindSafe, R>(f: F) -> crate::thread::Result<R> { crate::panicking::catch(f) }
pub fn resume_unwind(payload: Box<dyn Any + Send>) -> ! { crate::panicking::resume(payload) }
pub fn panic_any<M: 'static + Any + Send>(message: M) -> ! {
    let text = "Box<dyn Any>";
    intrinsics::panic_start(text.as_ptr(), text.len());
    let payload: Box<dyn Any + Send> = Box::new(message);
    report(text, &*payload);
    crate::panicking::resume(payload)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location<'a> {
    file: &'a str,
    line: u32,
    column: u32,
}
impl<'a> Location<'a> {
    pub fn caller() -> &'static Location<'static> {
        let mut line = 0;
        let mut column = 0;
        intrinsics::caller_location(&raw mut line, &raw mut column);
        let location = Box::leak(Box::new(Location { file: "src/main.rs", line, column }));
        intrinsics::keep(&raw mut *location as *mut u8);
        location
    }
    pub fn file(&self) -> &str { self.file }
    pub fn line(&self) -> u32 { self.line }
    pub fn column(&self) -> u32 { self.column }
}
impl fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}:{}:{}", self.file, self.line, self.column) }
}
pub struct PanicHookInfo<'a> {
    payload: &'a (dyn Any + Send),
    message: &'a str,
    location: Location<'a>,
}
pub type PanicInfo<'a> = PanicHookInfo<'a>;
impl<'a> PanicHookInfo<'a> {
    pub fn payload(&self) -> &(dyn Any + Send) { self.payload }
    pub fn payload_as_str(&self) -> Option<&str> {
        if let Some(text) = self.payload.downcast_ref::<&'static str>() { return Some(text) }
        self.payload.downcast_ref::<String>().map(|text| text.as_str())
    }
    pub fn location(&self) -> Option<&Location<'a>> { Some(&self.location) }
}
impl fmt::Display for PanicHookInfo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "panicked at {}", self.location)?;
        match self.payload_as_str() {
            Some(text) => write!(f, ":\n{text}"),
            None => Ok(()),
        }
    }
}

type Hook = Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>;
static mut HOOK: Option<Hook> = None;

pub fn set_hook(hook: Hook) { unsafe { *(&raw mut HOOK) = Some(hook) } }
pub fn take_hook() -> Hook {
    match unsafe { (*(&raw mut HOOK)).take() } {
        Some(hook) => hook,
        None => Box::new(default_hook),
    }
}
fn default_hook(info: &PanicHookInfo<'_>) {
    let name = crate::thread::current_name();
    eprintln!("\nthread '{}' panicked at {}:\n{}\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace", name, info.location, info.message);
}
pub(crate) fn report(message: &str, payload: &(dyn Any + Send)) {
    let mut line = 0;
    let mut column = 0;
    intrinsics::caller_location(&raw mut line, &raw mut column);
    let info = PanicHookInfo { payload, message, location: Location { file: "src/main.rs", line, column } };
    match unsafe { &*(&raw const HOOK) } {
        Some(hook) => hook(&info),
        None => default_hook(&info),
    }
}
