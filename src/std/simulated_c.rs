// Only for programs that say: extern
//
// The C library that foreign declarations are linked with: some of C's own functions, and simhttp,
// a small HTTP client in the shape of libcurl that answers for http://sim.test/ only. What is not
// here and not defined by the program may be known to the machine (strlen, abs, toupper, tolower).

use crate::boxed::Box;
use crate::ffi::{c_char, c_int, c_long, c_uint, c_void, CStr, CString};
use crate::intrinsics;
use crate::ptr;
use crate::sync::atomic::{AtomicI32, Ordering};

// ---- Memory. In front of a block stands its size.

const HEAD: usize = 16;

unsafe fn give_block(base: *mut u8, size: usize) -> *mut c_void {
    unsafe {
        *(base as *mut usize) = size;
        base.add(HEAD) as *mut c_void
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn malloc(size: usize) -> *mut c_void {
    unsafe { give_block(intrinsics::allocate(size + HEAD, HEAD), size) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn calloc(count: usize, size: usize) -> *mut c_void {
    let Some(total) = count.checked_mul(size) else { return ptr::null_mut() };
    unsafe { give_block(intrinsics::allocate_zeroed(total + HEAD, HEAD), total) }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn realloc(block: *mut c_void, size: usize) -> *mut c_void {
    unsafe {
        if block.is_null() {
            return malloc(size);
        }
        let base = (block as *mut u8).sub(HEAD);
        let old = *(base as *mut usize);
        give_block(intrinsics::reallocate(base, old + HEAD, HEAD, size + HEAD), size)
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn free(block: *mut c_void) {
    unsafe {
        if !block.is_null() {
            let base = (block as *mut u8).sub(HEAD);
            intrinsics::deallocate(base, *(base as *mut usize) + HEAD, HEAD);
        }
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn memcpy(to: *mut c_void, from: *const c_void, size: usize) -> *mut c_void {
    unsafe { ptr::copy_nonoverlapping(from as *const u8, to as *mut u8, size) };
    to
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn memset(to: *mut c_void, byte: c_int, size: usize) -> *mut c_void {
    unsafe { ptr::write_bytes(to as *mut u8, byte as u8, size) };
    to
}

// ---- Numbers and strings

#[unsafe(no_mangle)]
pub unsafe extern "C" fn labs(number: c_long) -> c_long {
    number.wrapping_abs()
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn sqrt(number: f64) -> f64 {
    number.sqrt()
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn pow(base: f64, exponent: f64) -> f64 {
    base.powf(exponent)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn atoi(text: *const c_char) -> c_int {
    let bytes = unsafe { CStr::from_ptr(text) }.to_bytes().trim_ascii_start();
    let (is_negative, digits) = match bytes.first() {
        Some(b'-') => (true, &bytes[1..]),
        Some(b'+') => (false, &bytes[1..]),
        _ => (false, bytes),
    };
    let mut number: c_int = 0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            break;
        }
        number = number.wrapping_mul(10).wrapping_add((digit - b'0') as c_int);
    }
    if is_negative { number.wrapping_neg() } else { number }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn strcmp(left: *const c_char, right: *const c_char) -> c_int {
    let mut at = 0;
    loop {
        let (a, b) = unsafe { (*left.add(at) as u8, *right.add(at) as u8) };
        if a != b || a == 0 {
            return a as c_int - b as c_int;
        }
        at += 1;
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn strdup(text: *const c_char) -> *mut c_char {
    unsafe {
        let size = CStr::from_ptr(text).to_bytes().len() + 1;
        memcpy(malloc(size), text as *const c_void, size) as *mut c_char
    }
}

/// By insertion: what the callback is asked, and in which order, C leaves open.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn qsort(
    base: *mut c_void,
    count: usize,
    size: usize,
    compare: extern "C" fn(*const c_void, *const c_void) -> c_int,
) {
    unsafe {
        let base = base as *mut u8;
        let kept = malloc(size) as *mut u8;
        for next in 1..count {
            ptr::copy_nonoverlapping(base.add(next * size), kept, size);
            let mut place = next;
            while place > 0 && compare(base.add((place - 1) * size) as *const c_void, kept as *const c_void) > 0 {
                ptr::copy_nonoverlapping(base.add((place - 1) * size), base.add(place * size), size);
                place -= 1;
            }
            ptr::copy_nonoverlapping(kept, base.add(place * size), size);
        }
        free(kept as *mut c_void);
    }
}

// ---- simhttp

pub struct SimEasy {
    url: Option<CString>,
    timeout: c_long,
    status: c_long,
    body: Option<CString>,
}

const TIMEOUT: c_uint = 13;
const URL: c_uint = 10002;
const MALFORMED_URL: c_int = 3;
const NO_SUCH_HOST: c_int = 6;
const BAD_ARGUMENT: c_int = 43;
const UNKNOWN_OPTION: c_int = 48;

static OPEN_HANDLES: AtomicI32 = AtomicI32::new(0);

#[unsafe(no_mangle)]
pub unsafe extern "C" fn sim_easy_init() -> *mut SimEasy {
    OPEN_HANDLES.fetch_add(1, Ordering::SeqCst);
    Box::into_raw(Box::new(SimEasy { url: None, timeout: 0, status: 0, body: None }))
}

/// C takes any number of arguments here; every option has one, as wide as a pointer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sim_easy_setopt(handle: *mut SimEasy, option: c_uint, value: *const c_char) -> c_int {
    let Some(handle) = (unsafe { handle.as_mut() }) else { return BAD_ARGUMENT };
    match option {
        URL => handle.url = Some(unsafe { CStr::from_ptr(value) }.to_owned()),
        TIMEOUT => handle.timeout = value as usize as c_long,
        _ => return UNKNOWN_OPTION,
    }
    0
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn sim_easy_perform(handle: *mut SimEasy) -> c_int {
    let handle = unsafe { &mut *handle };
    let Some(url) = &handle.url else { return MALFORMED_URL };
    if !url.to_bytes().starts_with(b"http://sim.test/") {
        return NO_SUCH_HOST;
    }
    handle.body = Some(c"<h1>hello</h1>".to_owned());
    handle.status = 200;
    0
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn sim_easy_status(handle: *mut SimEasy) -> c_long {
    unsafe { (*handle).status }
}

/// Lives as long as the handle and the answer that it holds.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sim_easy_body(handle: *mut SimEasy) -> *const c_char {
    match unsafe { &(*handle).body } {
        Some(body) => body.as_ptr(),
        None => c"".as_ptr(),
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn sim_easy_cleanup(handle: *mut SimEasy) {
    if handle.is_null() {
        return;
    }
    drop(unsafe { Box::from_raw(handle) });
    OPEN_HANDLES.fetch_sub(1, Ordering::SeqCst);
}

#[unsafe(no_mangle)]
pub extern "C" fn sim_open_handles() -> c_int {
    OPEN_HANDLES.load(Ordering::SeqCst)
}
