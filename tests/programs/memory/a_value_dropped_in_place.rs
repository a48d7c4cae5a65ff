//@ models: none stacked tree
// What `drop_in_place` is given must be all that a reference must.
struct Loud(u32);
impl Drop for Loud {
    fn drop(&mut self) {
        println!("{}", self.0); //~ PRINTS: 1
    }
}

fn main() {
    let mut value = std::mem::ManuallyDrop::new(Loud(1));
    unsafe { std::ptr::drop_in_place(&raw mut *value) };
    let mut bytes = [0u64; 2];
    let off = (&raw mut bytes).cast::<u8>().wrapping_add(2).cast::<Loud>();
    unsafe { std::ptr::drop_in_place(off) }; //~ UB: not aligned to 4 bytes
}
