// How a panic begins, is reported, and is caught. Unwinding itself is the machine's.

use crate::any::Any;
use crate::fmt::{self, Arguments};
use crate::intrinsics;

#[lang = "panic_fmt"]
pub fn panic_fmt(arguments: Arguments<'_>) -> ! {
    let is_plain = arguments.as_str();
    let message = fmt::format(arguments);
    match is_plain {
        Some(text) => begin(&message, Box::new(text)),
        None => {
            let payload: Box<dyn Any + Send> = Box::new(message.clone());
            begin(&message, payload)
        }
    }
}
pub fn panic_display<T: fmt::Display>(value: &T) -> ! { panic_fmt(format_args!("{}", *value)) }
/// What std asks of unsafe callers where the language itself asks nothing: found broken, the process aborts.
pub(crate) const fn require(holds: bool, message: &'static str) { if !holds { panic_nounwind(message) } }
extern "C" fn panic_nounwind(message: &'static str) -> ! { panic(message) }
#[lang = "panic"]
pub fn panic(message: &'static str) -> ! { begin(message, Box::new(message)) }
/// Called by the machine for a failed check: overflow, index out of bounds, division by zero.
#[lang = "panic_message"]
fn panic_message(text: *const u8, len: usize, is_formatted: bool) -> ! {
    let message: &'static str = unsafe { crate::str::from_utf8_unchecked(crate::slice::from_raw_parts(text, len)) };
    let payload: Box<dyn Any + Send> = if is_formatted { Box::new(String::from(message)) } else { Box::new(message) };
    begin(message, payload)
}
fn begin(message: &str, payload: Box<dyn Any + Send>) -> ! {
    intrinsics::panic_start(message.as_ptr(), message.len());
    crate::panic::report(message, &*payload);
    resume(payload)
}
pub(crate) fn resume(payload: Box<dyn Any + Send>) -> ! {
    let words: [*mut u8; 2] = intrinsics::transmute::<*mut (dyn Any + Send), [*mut u8; 2]>(Box::into_raw(payload));
    intrinsics::unwind(words[0], words[1] as *const u8)
}

union Attempt<F, R> {
    task: crate::mem::ManuallyDrop<F>,
    result: crate::mem::ManuallyDrop<R>,
}
fn attempt<F: FnOnce() -> R, R>(data: *mut u8) {
    unsafe {
        let slot = data as *mut Attempt<F, R>;
        let task = crate::mem::ManuallyDrop::take(&mut (*slot).task);
        let result = task();
        (*slot).result = crate::mem::ManuallyDrop::new(result);
    }
}
/// Runs `f`; the payload of a panic that leaves it is the error.
pub(crate) fn catch<F: FnOnce() -> R, R>(f: F) -> Result<R, Box<dyn Any + Send>> {
    let mut slot: Attempt<F, R> = Attempt { task: crate::mem::ManuallyDrop::new(f) };
    let mut payload: [usize; 2] = [0; 2];
    if intrinsics::catch_unwind(attempt::<F, R> as fn(*mut u8), &raw mut slot as *mut u8, &raw mut payload) {
        let pointer = intrinsics::transmute::<[usize; 2], *mut (dyn Any + Send)>(payload);
        Err(unsafe { Box::from_raw(pointer) })
    } else {
        Ok(unsafe { crate::mem::ManuallyDrop::into_inner(slot.result) })
    }
}
