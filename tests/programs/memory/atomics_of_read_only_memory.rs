//@ models: none
// All but small relaxed loads may be carried out as exchanges, which write.
use std::sync::atomic::{AtomicU32, Ordering};

static NUMBER: u32 = 5;

fn main() {
    let shared = unsafe { AtomicU32::from_ptr((&raw const NUMBER).cast_mut()) };
    println!("{}", shared.load(Ordering::Relaxed)); //~ PRINTS: 5
    println!("{}", shared.load(Ordering::SeqCst)); //~ UB: read-only
}
