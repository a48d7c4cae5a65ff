//@ models: none stacked tree
// A reference must be aligned, not null, and point to what lives, from the moment it is made.
fn main() {
    let nowhere: *const () = std::ptr::null::<()>().wrapping_byte_add(1);
    let _ = unsafe { &*nowhere };
    let p: *const i32 = std::ptr::null();
    let address = unsafe { &raw const *p };
    assert!(address.is_null());
    let _r = unsafe { &*p }; //~ UB: is null
}
