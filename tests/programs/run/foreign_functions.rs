//@ edition: 2024
use std::ffi::{CStr, c_char, c_int, c_void};

unsafe extern "C" {
    safe fn abs(n: c_int) -> c_int;
    fn strlen(text: *const c_char) -> usize;
    fn malloc(size: usize) -> *mut c_void;
    fn free(block: *mut c_void);
    fn qsort(base: *mut c_void, count: usize, size: usize, compare: extern "C" fn(*const c_void, *const c_void) -> c_int);
    fn strdup(text: *const c_char) -> *mut c_char;
    fn doubled(n: c_int) -> c_int;
}

// Defined here, declared above as if it came from elsewhere.
mod library {
    #[unsafe(no_mangle)]
    pub extern "C" fn doubled(n: i32) -> i32 {
        n * 2
    }
}

extern "C" fn descending(a: *const c_void, b: *const c_void) -> c_int {
    unsafe { *(b as *const i32) - *(a as *const i32) }
}

fn main() {
    println!("{} {}", abs(-7), unsafe { strlen(c"seven".as_ptr()) }); //~ PRINTS: 7 5
    unsafe {
        let numbers = malloc(4 * size_of::<i32>()) as *mut i32;
        for i in 0..4 {
            numbers.add(i).write(i as i32 * 10);
        }
        qsort(numbers as *mut c_void, 4, size_of::<i32>(), descending);
        println!("{:?}", std::slice::from_raw_parts(numbers, 4)); //~ PRINTS: [30, 20, 10, 0]
        free(numbers as *mut c_void);
        let copy = strdup(c"copied".as_ptr());
        println!("{:?} {}", CStr::from_ptr(copy), doubled(21)); //~ PRINTS: "copied" 42
        free(copy as *mut c_void);
    }
}
