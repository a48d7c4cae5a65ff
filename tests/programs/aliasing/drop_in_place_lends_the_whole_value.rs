//@ models: stacked tree
struct Loud(u32, *mut u32);
impl Drop for Loud {
    fn drop(&mut self) {
        unsafe { *self.1 = 9 }; //~[stacked] UB: strongly protected
        //~[tree]^ UB: strongly protected
    }
}

fn main() {
    let mut value = std::mem::ManuallyDrop::new(Loud(1, std::ptr::null_mut()));
    let p = &raw mut *value;
    unsafe {
        (*p).1 = &raw mut (*p).0;
        std::ptr::drop_in_place(p);
    }
}
